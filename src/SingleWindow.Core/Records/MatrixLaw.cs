using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>Which version of the access matrix is in force, and what waits for a second operator.</summary>
public sealed record MatrixLaw
{
    /// <summary>What the program brings.</summary>
    public static readonly MatrixLaw Initial = new();

    /// <summary>The version that was activated last; null while that of the program is in force.</summary>
    public MatrixEvent.Activated? InForce { get; private init; }

    /// <summary>The rows before that version.</summary>
    public IReadOnlyList<AccessRow> Before { get; private init; } = AccessMatrix.Shipped;

    /// <summary>The proposal that waits, or null.</summary>
    public MatrixEvent.Proposed? Waiting { get; private init; }

    /// <summary>The rows in force.</summary>
    public IReadOnlyList<AccessRow> Rows => InForce is { } activated ? AccessRowJson.Read(activated.Document) : AccessMatrix.Shipped;

    /// <summary>The state after an event.</summary>
    public static MatrixLaw Evolve(MatrixLaw law, MatrixEvent happened) => happened switch
    {
        MatrixEvent.Proposed proposed => law with { Waiting = proposed },
        MatrixEvent.Activated activated => law with { Waiting = null, Before = law.Rows, InForce = activated },
        _ => throw new UnreachableException(),
    };

    /// <summary>What is wrong with a document, whatever is in force; or null.</summary>
    public static Problem? Fault(string document, IReadOnlyList<StepAccess>? steps = null)
    {
        try
        {
            return MatrixChecks.Check(AccessRowJson.Read(document), steps) is { IsEmpty: false } errors ? RecordProblems.InvalidMatrix.At(errors.All) : null;
        }
        catch (JsonException)
        {
            return RecordProblems.InvalidMatrix.At(new FieldError("/rows", "row", "Each row has id, recordType, requester, purpose, basis and fields, and only members that the matrix knows."));
        }
    }

    /// <summary>What sending a version does.</summary>
    public static Decision<MatrixEvent> Decide(MatrixLaw law, ActivateMatrix command, CommandContext context, IReadOnlyList<StepAccess>? steps = null)
    {
        if (Fault(command.Document, steps) is { } fault) return fault;
        var document = AccessRowJson.Write(AccessRowJson.Read(command.Document));
        if (document == AccessRowJson.Write(law.Rows)) return Decision<MatrixEvent>.Nothing;
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        var proposal = law.Waiting is { } waiting ? new Proposal(waiting.Fingerprint, waiting.By, waiting.Until) : null;
        switch (FourEyes.Judge(proposal, fingerprint, context.Actor, context.At))
        {
            case Eyes.Second:
                return new MatrixEvent.Activated(law.Next, document, proposal!.By, context.Actor.Client, context.At);
            case Eyes.Same:
                return Decision<MatrixEvent>.Nothing;
            default:
                var made = FourEyes.Propose(fingerprint, context.Actor, context.At);
                return new MatrixEvent.Proposed(law.Next, document, fingerprint, made.By, made.Until, context.At);
        }
    }

    /// <summary>What became of a document that was sent.</summary>
    public MatrixActivation ViewOf(string document, DateTimeOffset at) => Waiting?.Document == document ? View(at) : (this with { Waiting = null }).View(at);

    /// <summary>What waits at this time, or what is in force.</summary>
    public MatrixActivation View(DateTimeOffset at) =>
        Waiting is { } waiting && waiting.Until > at ? new(waiting.Version, MatrixActivation.AwaitingSecond, MatrixDiff.Between(Rows, AccessRowJson.Read(waiting.Document)), waiting.By, Until: waiting.Until)
        : InForce is { } activated ? new(activated.Version, MatrixActivation.Effective, MatrixDiff.Between(Before, Rows), activated.ProposedBy, activated.ConfirmedBy)
        : new(1, MatrixActivation.Effective, []);

    private int Next => (InForce?.Version ?? 1) + 1;
}
