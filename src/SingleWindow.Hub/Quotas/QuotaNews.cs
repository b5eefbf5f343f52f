using SingleWindow.Core.Applications;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Quotas;

/// <summary>Carries news between books and applications: who got a place that came free, and who needs his no more.</summary>
internal sealed class QuotaNews(IGrainFactory grains) : IReactor
{
    public string Name => "quota-news";

    public IReadOnlyList<Type> Follows => [typeof(QuotaEvent.Promoted), typeof(ApplicationEvent.OfQuota)];

    public Task React(FeedEvent happened, CancellationToken ct)
    {
        var context = Commands.ByHub($"quota-news/{happened.Position}", happened.At);
        return happened.Event switch
        {
            QuotaEvent.Promoted e => Tell(e.Application, QuotaKey.Parse(happened.Stream.Value), context, ct),
            ApplicationEvent.OfQuota.QuotaSettled e => Settle(EntityId.Parse<ApplicationId>(happened.Stream.Value), e, context, ct),
            _ => Task.CompletedTask,
        };
    }

    private async Task Tell(ApplicationId application, QuotaKey book, CommandContext context, CancellationToken ct) =>
        Done((await grains.GetGrain<IApplicationGrain>(application.ToString()).Handle(new ApplicationCommand.TakePlace(book.Quota, book.Year), context, ct)).Problem);

    private async Task Settle(ApplicationId application, ApplicationEvent.OfQuota.QuotaSettled settled, CommandContext context, CancellationToken ct)
    {
        QuotaCommand command = settled.Place == QuotaPlace.Used
            ? new QuotaCommand.Consume(application, settled.Employer)
            : new QuotaCommand.Release(application, settled.Cause);
        Done((await grains.GetGrain<IQuotaGrain>(new QuotaKey(settled.Quota, settled.Year).ToString()).Handle(command, context, ct)).Problem);
    }

    private static void Done(Problem? problem)
    {
        // Nobody there to be told: whoever asked the book for him never came to be, and his place is looked after by the clock.
        if (problem is not null and not { Status: 404 }) throw new InvalidOperationException($"News of a quota was refused: {problem.Code}.");
    }
}
