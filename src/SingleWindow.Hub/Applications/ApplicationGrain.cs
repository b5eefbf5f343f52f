using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Fees;
using SingleWindow.Hub.Permits;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Quotas;
using SingleWindow.Hub.Records;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Telemetry;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>Owns one application. It gathers what other grains know and leaves every rule to <see cref="Application"/>.</summary>
[GrainType("application")]
internal sealed partial class ApplicationGrain(
    IEventStore store, EventFormat format, SchemeCatalog schemes, AccessMatrix matrix, WorkerDirectory workers, WorkerFamily family, Registers registers, HeldPermits permits, StayDesk stays, AuditLog audit, WorkerContacts contacts, FilingDesk filings, QuotaDesk desk, InvitationDesk invitations, BankReferences banks)
    : EventSourcedGrain<Application, ApplicationEvent>(store, format), IApplicationGrain
{
    public async Task<Outcome<Versioned<ApplicationView>>> Handle(ApplicationCommand command, CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        var outcome = command is ApplicationCommand.Answer answer && Owns(context.Actor) && answer.Amend(State.Form) is { } amended
            ? await Correct(answer, amended, context, ct)
            : await Do(command, context, ct);
        return await family.Resolve(outcome, ct);
    }

    public async Task<Outcome<Versioned<ApplicationView>>> Read(Actor actor, CancellationToken ct)
    {
        actor = await Standing(actor, ct);
        return await family.Resolve(Owns(actor) ? new Versioned<ApplicationView>(State.View(SchemeOf(State, default), State.SideOf(actor)) with { Quota = await PlaceNow(ct) }, Version) : ApplicationProblems.Unknown, ct);
    }

    public async Task<Outcome<DecisionView>> Decision(Actor actor, CancellationToken ct) =>
        State.SideOf(await Standing(actor, ct)) is not { } side ? ApplicationProblems.Unknown : State.DecisionView(SchemeOf(State, default), side) is { } decision ? decision : ApplicationProblems.NoDecision;

    public async Task<Outcome<DecisionView>> ServeDecision(CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        // The first reading only is written down; every other one costs nothing.
        if (Application.Decide(State, new ApplicationCommand.Serve(), context, schemes).Events.Count > 0) await Do(new ApplicationCommand.Serve(), context, ct);
        return await Decision(context.Actor, ct);
    }

    public async Task<Outcome<Versioned<TaskView>>> ReadTask(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct) =>
        Show(State, number, context, purposes) is { } shown ? await Disclose(shown, Version, context, ct) : ApplicationProblems.UnknownTask;

    public async Task<Outcome<Versioned<TaskView>>> HandleTask(int number, ApplicationCommand command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct)
    {
        if (Show(State, number, context, purposes) is null) return ApplicationProblems.UnknownTask;
        if (command is ApplicationCommand.Complete complete) command = await AskBook(await WithFacts(complete, context, ct), context, ct);
        // What would be granted is taken of the worker's window first: whoever grants at the same moment sees it.
        if (Application.Decide(State, command, context, schemes).Events.OfType<ApplicationEvent.Decided>().FirstOrDefault()?.Grant is { } grant
            && (await stays.Reserve(State, grant, SchemeOf(State, context.At), context, ct) ?? await FiledMeanwhile(grant, context, ct)) is { } taken) return taken;
        var before = Version;
        var outcome = await Run(app => Application.Decide(app, command, context, schemes), app => Show(app, number, context, purposes)!, context, ct);
        if (Version > before && command is ApplicationCommand.Complete { Judged: { } proven }) HubTelemetry.Proven(State.Scheme, proven.Select(item => (item.Type, item.Result == EvidenceResult.Missing ? "none" : item.IsOfRegister ? "register" : item.Source)));
        return outcome.Value is { } done ? await Disclose(done.View, done.Version, context, ct) : outcome.Problem!;
    }

    public async Task<Outcome<Versioned<AppealView>>> HandleAppeal(ApplicationCommand.DecideAppeal command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct)
    {
        if (MayDecide(context, purposes) is not { } row) return AppealProblems.Unknown;
        var outcome = await Run(app => Application.Decide(app, command, context, schemes), app => app.Appeal(command.Number), context, ct);
        return outcome.Value is { } done ? await Audited(done, row, context, ct) : outcome.Problem!;
    }

    public async Task<Outcome<Versioned<AppealView>>> ReadAppeal(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct) =>
        MayDecide(context, purposes) is { } row && State.Appeals.Exists(appeal => appeal.Number == number)
            ? await Audited(new Versioned<AppealView>(State.Appeal(number), Version), row, context, ct)
            : AppealProblems.Unknown;

    protected override Application Initial => Application.Initial;

    protected override Application Evolve(Application state, ApplicationEvent happened) => Application.Evolve(state, happened);

    // A draft belongs to nobody yet, and has a retention of its own; from submission on everything is the worker's.
    protected override KeyRef KeyFor(Application after) => after.Worker is { } worker ? new(worker.ToString(), "application") : new(after.Id.ToString(), "draft");

    private Task<Outcome<Versioned<ApplicationView>>> Do(ApplicationCommand command, CommandContext context, CancellationToken ct) =>
        Run(app => Application.Decide(app, command, context, schemes), app => app.View(SchemeOf(app, context.At), app.SideOf(context.Actor)), context, ct);

    // What was refused stood for no days: the employer may have filed for them again before the refusal was annulled.
    private async Task<Problem?> FiledMeanwhile(PermitGrant grant, CommandContext context, CancellationToken ct)
    {
        if (!State.Appeals.Exists(appeal => appeal.Result == AppealResult.Annulled) || State.Renews is not null) return null;
        var days = new Stay(grant.From, grant.To);
        var taking = await filings.Take(State, days, grant.Holder, context, ct);
        return taking.Value is { } seen ? (seen.Days.Any(days.Overlaps) ? ApplicationProblems.Duplicate : null) : taking.Problem;
    }

    private async Task<ApplicationCommand.Complete> WithFacts(ApplicationCommand.Complete complete, CommandContext context, CancellationToken ct)
    {
        var step = SchemeOf(State, context.At).Step(State.Task(complete.Task)!.Step);
        return step.Decides ? complete with { Stays = await permits.Of(State.Worker!.Value, State.Scheme, State.Id, ct) }
            : State.Form is { } form && step.On.TryGetValue(complete.Outcome, out var effect) && effect == StepEffect.DeclareComplete && State.CompleteSince(context.At, schemes) is var (on, law)
                ? complete with { Judged = await Judge(form, State.Worker!.Value, law, on, ct) }
            : complete;
    }

    private async Task<IReadOnlyList<EvidenceItem>?> Judge(ApplicationForm form, WorkerId worker, CommandContext context, CancellationToken ct) =>
        State.SchemeFor(context.At, schemes) is { } scheme ? await Judge(form, worker, scheme, scheme.DayOf(context.At), ct) : null;

    // Judged at filing, and again: it changes with a correction, and when the case is complete, by the law and on the day of that. Null when nobody knows the employer.
    private async Task<IReadOnlyList<EvidenceItem>?> Judge(ApplicationForm form, WorkerId worker, Scheme law, DateOnly day, CancellationToken ct)
    {
        if (State.HasEnded) return null;
        var employer = await GrainFactory.GetGrain<IEmployerGrain>(State.Employer.ToString()).Read(ct);
        return employer.Value is { View: { } filer } ? await registers.Evidence(law, form, filer, worker, State.Documents, day, ct) : null;
    }

    private Shown? Show(Application app, int number, CommandContext context, IReadOnlyList<string> purposes)
    {
        if (app.Task(number) is not { } task || task.Authority != context.Actor.Party) return null;
        var scheme = SchemeOf(app, context.At);
        if (scheme.Step(task.Step).Purpose is not { } purpose || !purposes.Contains(purpose) || matrix.Allowing("application", context.Actor.Party, purpose) is not { } row) return null;
        return new(task.View(app, scheme, row.Fields, app.FeeLaw(context.At, schemes)), row);
    }

    // Whoever may decide may read what is said against the decision, and record what became of it; to all others there is no appeal.
    private AccessRow? MayDecide(CommandContext context, IReadOnlyList<string> purposes) =>
        State.SubmittedOn is not null && SchemeOf(State, context.At).DecidingStep is { Purpose: { } purpose } deciding && deciding.Authority == context.Actor.Party && purposes.Contains(purpose)
            ? matrix.Allowing("application", context.Actor.Party, purpose)
            : null;

    private bool Owns(Actor actor) => State.SideOf(actor) is not null;

    private Scheme SchemeOf(Application app, DateTimeOffset at) =>
        app.SchemeVersion is not { } version ? app.SchemeFor(at, schemes) ?? schemes.Newest(app.Scheme)!
        : schemes.Find(app.Scheme, version) is { } law ? CaseLaw.Of(app, law, schemes)
        // A node learns new law within a moment: until then it says nothing rather than something by another law.
        : throw new OrleansException($"This node does not know version {version} of {app.Scheme} yet.");

    private sealed record Shown(TaskView Task, AccessRow Row);
}
