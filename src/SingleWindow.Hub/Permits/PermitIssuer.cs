using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Permits;

/// <summary>Makes the permit that a grant promises.</summary>
internal sealed class PermitIssuer(IGrainFactory grains) : IReactor
{
    public string Name => "permit-issuer";

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is not ApplicationEvent.Decided { Grant: { } grant } decided) return;
        var permit = new PermitEvent.Granted(
            grant.Permit, Core.Shared.EntityId.Parse<ApplicationId>(happened.Stream.Value), grant.Scheme, grant.SchemeVersion, grant.Holder, grant.Employer, grant.From, grant.To, decided.Terms, decided.At);
        var outcome = await grains.GetGrain<IPermitGrain>(grant.Permit.ToString()).Handle(new PermitCommand.Grant(permit), Commands.ByHub($"permit/{happened.Position}", decided.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The permit of a grant was refused: {problem.Code}.");
    }
}
