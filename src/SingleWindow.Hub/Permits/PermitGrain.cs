using System.Text.Json;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Owns one permit.</summary>
[GrainType("permit")]
internal sealed class PermitGrain(IEventStore store, EventFormat format, SchemeCatalog schemes, LegalClock clock, AuditLog audit)
    : EventSourcedGrain<Permit, PermitEvent>(store, format), IPermitGrain
{
    public Task<Outcome<Versioned<PermitView>>> Handle(PermitCommand command, CommandContext context, CancellationToken ct) =>
        Run(permit => Permit.Decide(permit, command, context, schemes), permit => permit.View(Today(permit))!, context, ct);

    public Task<Outcome<Versioned<PermitView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<PermitView>>>(State.View(Today(State)) is { } view ? new Versioned<PermitView>(view, Version) : PermitProblems.Unknown);

    public async Task<Outcome<Versioned<PermitView>>> HandleForAuthority(PermitCommand command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct)
    {
        if (!Decides(context.Actor, purposes)) return PermitProblems.Unknown;
        var outcome = await Handle(command, context, ct);
        return outcome.Value is { } done ? await Audited(done, context, ct) : outcome.Problem!;
    }

    public async Task<Outcome<Versioned<PermitView>>> ReadForAuthority(CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct) =>
        Decides(context.Actor, purposes) ? await Audited(new Versioned<PermitView>(State.View(Today(State))!, Version), context, ct) : PermitProblems.Unknown;

    public async Task<Outcome<Versioned<AppealView>>> HandleAppeal(PermitCommand.DecideAppeal command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct)
    {
        if (!Decides(context.Actor, purposes)) return AppealProblems.Unknown;
        var outcome = await Run(permit => Permit.Decide(permit, command, context, schemes), permit => permit.Appeal(command.Number)!, context, ct);
        return outcome.Value is { } done ? await Audited(done, context, ct) : outcome.Problem!;
    }

    public async Task<Outcome<Versioned<AppealView>>> ReadAppeal(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct) =>
        Decides(context.Actor, purposes) && State.Appeal(number) is { } appeal ? await Audited(new Versioned<AppealView>(appeal, Version), context, ct) : AppealProblems.Unknown;

    protected override Permit Initial => Permit.Initial;

    protected override Permit Evolve(Permit state, PermitEvent happened) => Permit.Evolve(state, happened);

    protected override KeyRef KeyFor(Permit after) => new(after.Grant!.Holder.ToString(), "permit");

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Permit after, IReadOnlyList<PermitEvent> events, CommandContext context, CancellationToken ct)
    {
        var grant = after.Grant!;
        var law = grant.Scheme + " " + grant.SchemeVersion;
        var born = new List<StreamAppend>();
        // What a register said was used: that leaves a trace, as a read does.
        foreach (var extended in events.OfType<PermitEvent.OfNotice.SearchExtended>())
            await Trace("exploitation-finding.used", "REC-exploitation-MIG", ["worker", "establishedOn"], "allowed", new { permit = grant.Permit.ToString(), record = extended.Finding.ToString() });
        foreach (var revoked in events.OfType<PermitEvent.OfWithdrawal.Revoked>())
            await Trace("permit.revoked", law, ["*"], "revoked", new { permit = grant.Permit.ToString(), official = revoked.Official.ToString(), grounds = revoked.Grounds });
        foreach (var opposed in events.OfType<PermitEvent.OfEmployer.ChangeOpposed>())
            await Trace("permit.change-opposed", law, ["*"], "opposed", new { permit = grant.Permit.ToString(), official = opposed.Official.ToString(), grounds = opposed.Grounds });
        return born;

        async Task Trace(string action, string basis, string[] fields, string outcome, object about) => born.Add(await audit.Entry(
            new AuditAct(AuditLog.NewXid(context.At), action, context.At, context.Actor, "P01", basis, fields, outcome, JsonSerializer.Serialize(about)), grant.Holder.ToString(), ct));
    }

    private Scheme? SchemeOf(Permit permit) => permit.Grant is { } grant ? schemes.Find(grant.Scheme, grant.SchemeVersion) : null;

    private DateOnly Today(Permit permit) => SchemeOf(permit)?.DayOf(clock.Now) ?? DateOnly.FromDateTime(clock.Now.UtcDateTime);

    // The authority that decided owns the register of permits; to all others there is none.
    private bool Decides(Actor actor, IReadOnlyList<string> purposes) =>
        SchemeOf(State)?.DecidingStep is { Purpose: { } purpose } deciding && deciding.Authority == actor.Party && purposes.Contains(purpose);

    private async Task<Versioned<T>> Audited<T>(Versioned<T> shown, CommandContext context, CancellationToken ct) where T : class
    {
        var act = new AuditAct(
            AuditLog.NewXid(context.At), "permit.read", context.At, context.Actor, SchemeOf(State)!.DecidingStep.Purpose, "owner", ["*"], "allowed",
            $$"""{"permit":"{{State.Grant!.Permit}}","version":{{shown.Version}}}""");
        await audit.Record(act, State.Grant.Holder.ToString(), ct);
        return shown;
    }
}
