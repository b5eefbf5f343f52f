using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What operators have activated of one scheme, and what waits for a second one. The diagram stands in the README beside.</summary>
public sealed record SchemeLaw
{
    /// <summary>Before anything happened.</summary>
    public static readonly SchemeLaw Initial = new();

    /// <summary>The proposal that waits, or null.</summary>
    public SchemeEvent.Proposed? Waiting { get; private init; }

    /// <summary>In the order in which they were confirmed.</summary>
    public ImmutableList<SchemeEvent.Activated> Activated { get; private init; } = [];

    /// <summary>The state after an event.</summary>
    public static SchemeLaw Evolve(SchemeLaw law, SchemeEvent happened) => happened switch
    {
        SchemeEvent.Proposed proposed => law with { Waiting = proposed },
        SchemeEvent.Activated activated => law with { Waiting = null, Activated = law.Activated.Add(activated) },
        _ => throw new UnreachableException(),
    };

    /// <summary>What sending a definition does.</summary>
    /// <param name="law">What was activated before.</param>
    /// <param name="command">The definition.</param>
    /// <param name="id">Of the scheme that is meant.</param>
    /// <param name="context">Who sends it, and when.</param>
    /// <param name="shipped">The versions of this scheme that came with the program or stand in the installation's folder.</param>
    /// <param name="matrix">Says which authority may see an application for which purpose.</param>
    public static Decision<SchemeEvent> Decide(SchemeLaw law, ActivateScheme command, string id, CommandContext context, IReadOnlyList<Scheme> shipped, AccessMatrix matrix)
    {
        var (read, faults) = SchemeReader.Read(Encoding.UTF8.GetBytes(command.Document), matrix);
        if (read is not { } scheme) return SchemeProblems.Invalid.At(faults.All);
        if (scheme.Id != id) return SchemeProblems.Invalid.At(new FieldError("/id", "id", "The id of the path."));
        var document = SchemeReader.Write(scheme);
        if (law.IsReplaced(scheme.Version)) return SchemeProblems.Invalid.At(new FieldError("/version", "replaced", "This version was replaced before it began; give the definition another version."));
        if (law.Text(scheme.Version, shipped) is { } written)
            return written == document ? Decision<SchemeEvent>.Nothing : SchemeProblems.Invalid.At(new FieldError("/version", "immutable", "This version is law already and cannot be written anew; give it another version."));
        var known = law.Versions(shipped);
        if (Renamed(known, scheme) is { IsEmpty: false } renamed) return SchemeProblems.Invalid.At(renamed.All);
        var today = scheme.DayOf(context.At);
        var replaced = Replaced(known, scheme, today);
        known = [.. known.Where(version => version != replaced)];
        var succeeded = Succeeded(known, scheme);
        if (scheme.Status == SchemeStatus.InForce && scheme.ValidFrom < today) return SchemeProblems.Invalid.At(new FieldError("/validFrom", "past", "Today or later: the law is not changed backwards."));
        if (SchemeCatalog.Conflicts([.. Ended(known, succeeded?.Version, DayBefore(scheme)), scheme]) is { IsEmpty: false } overlaps) return SchemeProblems.Invalid.At(overlaps.All);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        var proposal = law.Waiting is { } waiting ? new Proposal(waiting.Fingerprint, waiting.By, waiting.Until) : null;
        switch (FourEyes.Judge(proposal, fingerprint, context.Actor, context.At))
        {
            case Eyes.Second:
                return new SchemeEvent.Activated(id, scheme.Version, document, succeeded?.Version, succeeded is null ? null : DayBefore(scheme), proposal!.By, context.Actor.Client, context.At, replaced?.Version);
            case Eyes.Same:
                return Decision<SchemeEvent>.Nothing;
            default:
                var made = FourEyes.Propose(fingerprint, context.Actor, context.At);
                return new SchemeEvent.Proposed(id, scheme.Version, document, fingerprint, made.By, made.Until, context.At);
        }
    }

    /// <summary>Every version of this scheme as it is the law: those that came with the program, those that were activated, each ended where its successor begins.</summary>
    public IReadOnlyList<Scheme> Versions(IReadOnlyList<Scheme> shipped)
    {
        var versions = shipped;
        foreach (var activated in Activated)
        {
            var (scheme, errors) = SchemeReader.Recall(activated.Document);
            if (scheme is null) throw new InvalidDataException($"{activated.Scheme} {activated.Version} was activated, and this program cannot read it: {string.Join("; ", errors.All.Select(error => $"{error.Pointer} {error.Detail}"))}");
            // A later program may bring along what an operator has activated before: what was activated stands.
            versions = [.. Ended(versions.Where(known => known.Version != scheme.Version && known.Version != activated.ReplacedVersion), activated.EndedVersion, activated.EndedOn), scheme];
        }
        return versions;
    }

    /// <summary>How far this version has come; null when it neither waits nor is law.</summary>
    public SchemeActivation? Of(string scheme, string version, DateTimeOffset at) =>
        Activated.Find(activated => activated.Version == version) is { } done ? View(done)
        : Waiting is { } waiting && waiting.Version == version && waiting.Until > at ? new(scheme, version, SchemeActivation.AwaitingSecond, ProposedBy: waiting.By, Until: waiting.Until)
        : null;

    /// <summary>What waits, or what was activated last; null when nothing was.</summary>
    public SchemeActivation? Newest(string scheme, DateTimeOffset at) =>
        Waiting is { } waiting && Of(scheme, waiting.Version, at) is { } proposed ? proposed : Activated.Count > 0 ? View(Activated[^1]) : null;

    private SchemeActivation View(SchemeEvent.Activated done) => new(
        done.Scheme, done.Version, IsReplaced(done.Version) ? SchemeActivation.Replaced : SchemeActivation.Effective, done.EndedVersion, done.EndedOn, done.ProposedBy, done.ConfirmedBy, ReplacedVersion: done.ReplacedVersion);

    private bool IsReplaced(string version) => Activated.Exists(activated => activated.ReplacedVersion == version);

    private string? Text(string version, IReadOnlyList<Scheme> shipped) =>
        Activated.Find(activated => activated.Version == version)?.Document ?? (shipped.FirstOrDefault(scheme => scheme.Version == version) is { } own ? SchemeReader.Write(own) : null);

    // Pending cases have tasks by these codes: one that has decided, or found complete, is never given to another kind of step.
    private static FieldErrors Renamed(IReadOnlyList<Scheme> known, Scheme scheme)
    {
        var errors = new FieldErrors();
        foreach (var (i, step) in scheme.Steps.Index())
            errors.Require(!known.SelectMany(version => version.Steps).Any(earlier => earlier.Code == step.Code && (earlier.Decides, earlier.DeclaresComplete) != (step.Decides, step.DeclaresComplete)),
                $"/steps/{i}/code", "another-meaning", "In another version this code is the name of another kind of step.");
        return errors;
    }

    // What has not begun has bound nobody: a version for the same day takes its place. One that begins on another day never does so unsaid.
    private static Scheme? Replaced(IReadOnlyList<Scheme> known, Scheme scheme, DateOnly today) =>
        scheme.Status == SchemeStatus.InForce ? known.FirstOrDefault(other => other.Status == SchemeStatus.InForce && other.ValidFrom == scheme.ValidFrom && other.ValidFrom > today) : null;

    // The open-ended law that this one takes the place of.
    private static Scheme? Succeeded(IReadOnlyList<Scheme> known, Scheme scheme) =>
        scheme.Status == SchemeStatus.InForce ? known.FirstOrDefault(earlier => earlier is { Status: SchemeStatus.InForce, ValidTo: null } && earlier.ValidFrom < scheme.ValidFrom) : null;

    private static DateOnly? DayBefore(Scheme scheme) => scheme.ValidFrom?.AddDays(-1);

    private static IEnumerable<Scheme> Ended(IEnumerable<Scheme> versions, string? version, DateOnly? last) =>
        versions.Select(scheme => scheme.Version == version ? scheme with { ValidTo = last } : scheme);
}
