using System.Text.Json;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Quotas;

/// <summary>Owns one quota book: one grain, one turn at a time, and the store's expected version behind it. So nobody shares the last place, on any number of silos.</summary>
[GrainType("quota")]
internal sealed class QuotaGrain(IEventStore store, EventFormat format, AuditLog audit) : EventSourcedGrain<QuotaBook, QuotaEvent>(store, format), IQuotaGrain
{
    private QuotaKey Key => QuotaKey.Parse(Stream.Value);

    public Task<Outcome<Versioned<QuotaView>>> Handle(QuotaCommand command, CommandContext context, CancellationToken ct) =>
        Run(book => QuotaBook.Decide(book, command, Key, context), book => book.View(Key, book.Terms), context, ct);

    public async Task<Outcome<QuotaStandings>> Reserve(QuotaCommand.Reserve command, CommandContext context, CancellationToken ct)
    {
        var outcome = await Run(book => QuotaBook.Decide(book, command, Key, context), book => new QuotaStandings([.. command.Claims.Select(claim => book.Standing(claim.Application, Key)!)]), context, ct);
        return outcome.Value is { } given ? given.View : outcome.Problem!;
    }

    public Task<Outcome<Versioned<QuotaView>>> Read(QuotaTerms unset, CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<QuotaView>>>(new Versioned<QuotaView>(State.View(Key, unset), Version));

    public Task<Outcome<QuotaStanding>> Standing(ApplicationId application, CancellationToken ct) =>
        Task.FromResult<Outcome<QuotaStanding>>(State.Standing(application, Key) is { } standing ? standing : QuotaProblems.NoEntry);

    protected override QuotaBook Initial => QuotaBook.Initial;

    protected override QuotaBook Evolve(QuotaBook state, QuotaEvent happened) => QuotaBook.Evolve(state, happened);

    // Nothing in a quota book is personal.
    protected override KeyRef KeyFor(QuotaBook after) => default;

    // How many may come is a decision of the state: who wrote the number is provable.
    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(QuotaBook after, IReadOnlyList<QuotaEvent> events, CommandContext context, CancellationToken ct)
    {
        if (context.Actor == Actor.Hub || !events.Any(happened => happened is QuotaEvent.Opened or QuotaEvent.Resized)) return [];
        var act = new AuditAct(
            AuditLog.NewXid(context.At), "quota.set", context.At, context.Actor, null, null, ["size", "perEmployerMax"], "allowed",
            JsonSerializer.Serialize(new { quota = Stream.Value, size = after.Terms.Size, perEmployerMax = after.Terms.PerEmployerMax }));
        return [await audit.Entry(act, Stream.Value, ct)];
    }
}
