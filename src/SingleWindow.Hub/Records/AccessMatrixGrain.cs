using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Owns the versions of the access matrix; every node follows its stream.</summary>
[GrainType("access-matrix")]
internal sealed class AccessMatrixGrain(IEventStore store, EventFormat format, MatrixBook book, SchemeCatalog schemes, AuditLog audit) : EventSourcedGrain<MatrixLaw, MatrixEvent>(store, format), IAccessMatrixGrain
{
    public async Task<Outcome<Versioned<MatrixActivation>>> Activate(ActivateMatrix command, CommandContext context, CancellationToken ct)
    {
        var outcome = await Run(law => MatrixLaw.Decide(law, command, context, Steps()), law => law.ViewOf(command.Document, context.At), context, ct);
        await book.Refresh(ct);
        return outcome;
    }

    public Task<Outcome<Versioned<MatrixActivation>>> Read(DateTimeOffset at, CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<MatrixActivation>>>(new Versioned<MatrixActivation>(State.View(at), Version));

    private StepAccess[] Steps() =>
    [
        .. from scheme in schemes.All from step in scheme.Steps where step is { Authority: not null, Purpose: not null }
           select new StepAccess(step.Authority!, step.Purpose!, $"{scheme.Id} {scheme.Version}, step {step.Code}"),
    ];

    protected override MatrixLaw Initial => MatrixLaw.Initial;

    protected override MatrixLaw Evolve(MatrixLaw state, MatrixEvent happened) => MatrixLaw.Evolve(state, happened);

    // Nothing in a matrix is personal.
    protected override KeyRef KeyFor(MatrixLaw after) => default;

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(MatrixLaw after, IReadOnlyList<MatrixEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        foreach (var happened in events)
        {
            var (version, document, decision) = happened switch { MatrixEvent.Activated e => (e.Version, e.Document, "confirmed"), MatrixEvent.Proposed e => (e.Version, e.Document, "proposed"), _ => (0, "", "") };
            var payload = JsonSerializer.Serialize(new { version, sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))) });
            born.Add(await audit.Entry(new(AuditLog.NewXid(context.At), "access-matrix.activation", context.At, context.Actor, null, null, ["rows"], decision, payload), Stream.Value, ct));
        }
        return born;
    }
}
