using SingleWindow.Core.Applications;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Applications;

/// <summary>What an application asks of its quota book. The book is always written first.</summary>
internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<QuotaStandings>> CheckQuota(QuotaKey book, CommandContext context, CancellationToken ct)
    {
        // In this grain's own turn: no submission can come between the look and the release.
        var knows = State.Quota is { Place: QuotaPlace.Reserved or QuotaPlace.Waiting or QuotaPlace.Used } held && (held.Id, held.Year) == (book.Quota, book.Year);
        if (!knows && (await GrainFactory.GetGrain<IQuotaGrain>(book.ToString()).Handle(new QuotaCommand.Release(EntityId.Parse<ApplicationId>(Stream.Value), "not-filed"), context, ct)).Problem is { } problem) return problem;
        return new QuotaStandings(knows ? [State.Quota!] : []);
    }

    /// <summary>A place for the application that these events would file, if nothing speaks against them; schemes without a quota pay nothing.</summary>
    private async Task<ApplicationCommand.Submit> WithPlace(ApplicationCommand.Submit submit, Scheme scheme, CommandContext context, CancellationToken ct)
    {
        if (scheme.Quota is not { ReserveAt: "submission" } || IsStale(context) || Application.Decide(State, submit, context, schemes) is not { Problem: null } filing) return submit;
        return submit with { Quota = await Place(filing.Events.Aggregate(State, Application.Evolve), scheme, ct) };
    }

    /// <summary>Before a decision that depends on a place the book is asked, and what it says is written down: what was heard through the feed may be late.</summary>
    private async Task<ApplicationCommand> AskBook(ApplicationCommand.Complete complete, CommandContext context, CancellationToken ct)
    {
        var scheme = SchemeOf(State, context.At);
        if (IsStale(context) || !QuotaRules.AsksBook(State, complete, scheme)) return complete;
        var problem = Application.Decide(State, complete, context, schemes).Problem;
        if (problem is null || problem == QuotaProblems.NoPlace || problem == QuotaProblems.HasPlace)
            await Handle(new ApplicationCommand.EnterQuota(await Place(State, scheme, ct)), Commands.ByHub($"quota/{Guid.CreateVersion7()}", context.At), ct);
        return complete;
    }

    private async Task<QuotaStanding> Place(Application filed, Scheme scheme, CancellationToken ct)
    {
        var book = QuotaRules.Book(filed, scheme)!.Value;
        if (QuotaRules.IsExempt(filed, scheme)) return new(book.Quota, book.Year, QuotaPlace.Exempt);
        var outcome = await desk.Reserve(book, QuotaRules.Claim(filed), new(scheme.Quota!.Size, scheme.Quota.PerEmployerMax), ct);
        return outcome.Value ?? throw new InvalidOperationException($"The quota book refused: {outcome.Problem!.Code}.");
    }

    // The turn moves as others leave: only the book knows it.
    private async Task<QuotaStanding?> PlaceNow(CancellationToken ct)
    {
        if (State.Quota is not { Place: QuotaPlace.Waiting } waits) return State.Quota;
        var standing = await GrainFactory.GetGrain<IQuotaGrain>(new QuotaKey(waits.Id, waits.Year).ToString()).Standing(State.Id, ct);
        return standing.Value is { Place: QuotaPlace.Waiting } now ? now : waits;
    }
}
