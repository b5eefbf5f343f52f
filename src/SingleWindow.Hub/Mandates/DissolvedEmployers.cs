using SingleWindow.Core.Mandates;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Records;

namespace SingleWindow.Hub.Mandates;

/// <summary>Ends every mandate of an employer of whom the business register says that it does not exist any more: nobody acts for nobody.</summary>
internal sealed class DissolvedEmployers(IGrainFactory grains, IdentityKeys keys) : IReactor
{
    // Another name than before, so that those are found who were struck off while that word was not known here.
    public string Name => "gone-employers";

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent.Published)];

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is not RecordEvent.Published { Type: "employer-profile", EmployerKey: { } key, Content: { } content } published || !EmployerProfile.IsGone(content)) return;
        // As it is now, too: an old version may be heard again after a restore, and the firm live once more.
        if (await keys.Owner(key, ct) is not { } employer || await grains.Newest(published.Record, ct) is not { } profile || !EmployerProfile.IsGone(profile)) return;
        var outcome = await grains.GetGrain<IMandateBookGrain>(MandateId.BookOf(employer)).Dissolve(Commands.ByHub($"dissolved/{happened.Position}", published.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The mandates of a dissolved employer were not ended: {problem.Code}.");
    }
}
