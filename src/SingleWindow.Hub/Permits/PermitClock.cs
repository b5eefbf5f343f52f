using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Schedules what time does to a permit: its last day, the last day of a search for work, the day on which the next one takes over, and the first for another employer.</summary>
internal sealed class PermitDeadlines(SchemeCatalog schemes) : IProjection
{
    public string Name => "permit-deadlines";

    public IReadOnlyList<Type> Follows => [typeof(PermitEvent)];

    public int Revision => 5;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => happened.Event switch
    {
        PermitEvent.Granted e when schemes.Find(e.Scheme, e.SchemeVersion) is { } scheme => At(views, happened.Stream, "end", StatutoryClock.EndOf(e.ValidTo, scheme.Zone)),
        PermitEvent.OfEmployer.ChangeAnswered { EffectiveAt: { } first } => At(views, happened.Stream, "change", first),
        PermitEvent.OfNotice.SearchExtended e => At(views, happened.Stream, "seek", e.SeekEndsAt),
        // Whatever time has done to it meanwhile is done now.
        PermitEvent.OfAppeal.Decided { EffectiveAt: { } first } => At(views, happened.Stream, "change", first),
        PermitEvent.OfAppeal.Decided { Reopens: true } e => At(views, happened.Stream, "reopened", e.At),
        PermitEvent.OfRenewal.Settled { TakesOverAt: { } over } => At(views, happened.Stream, "taken-over", over),
        PermitEvent.OfNotice.EmploymentEnded e when (e.SeekEndsAt ?? e.ContestEndsAt) is { } over => At(views, happened.Stream, "seek", over),
        PermitEvent.OfNotice.EndConfirmed { SeekEndsAt: { } over } => At(views, happened.Stream, "seek", over),
        _ => ValueTask.CompletedTask,
    };

    private static ValueTask At(IViewWriter views, StreamId permit, string what, DateTimeOffset at) => views.Schedule($"{permit}/{what}", at, PermitClock.KindName, permit);
}

/// <summary>Tells the permit that a time has passed; the permit knows whether it still matters.</summary>
internal sealed class PermitClock(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "permit";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var context = work.Command(clock);
        var outcome = await grains.GetGrain<IPermitGrain>(work.Stream.Value).Handle(new PermitCommand.PassTime(), context, ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"A clock was refused: {problem.Code}.");
    }
}
