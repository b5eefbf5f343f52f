using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Permits;

/// <summary>Makes the permit that a grant promises, and tells permits what applications mean for them.</summary>
internal sealed class PermitIssuer(IGrainFactory grains) : IReactor
{
    public string Name => "permit-issuer";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent.Decided), typeof(ApplicationEvent.OfPermit)];

    public Task React(FeedEvent happened, CancellationToken ct) => happened.Event switch
    {
        ApplicationEvent.Decided { Grant: { } grant } e => Tell(grant.Permit, new PermitCommand.Grant(new(
            grant.Permit, Application(happened), grant.Scheme, grant.SchemeVersion, grant.Holder, grant.Employer, grant.From, grant.To, e.Terms, e.At, grant.Renews)), happened, ct),
        ApplicationEvent.OfPermit.RenewalFiled e => Tell(e.Permit, new PermitCommand.NoteRenewal(Application(happened), e.On, e.ChangesEmployer is true), happened, ct),
        ApplicationEvent.OfPermit.RenewalSettled e => Tell(e.Permit, new PermitCommand.SettleRenewal(Application(happened), WireName.Of(e.Outcome), e.Next, e.From, e.On), happened, ct),
        ApplicationEvent.OfPermit.GrantReplaced e => Tell(e.Permit, new PermitCommand.LoseBasis(e.Outcome is ApplicationStatus.Granted or ApplicationStatus.GrantedWithConditions, e.On), happened, ct),
        _ => Task.CompletedTask,
    };

    private async Task Tell(PermitId permit, PermitCommand command, FeedEvent happened, CancellationToken ct)
    {
        var outcome = await grains.GetGrain<IPermitGrain>(permit.ToString()).Handle(command, Commands.ByHub($"permit/{happened.Position}", happened.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"A permit refused what an application means for it: {problem.Code}.");
    }

    private static ApplicationId Application(FeedEvent happened) => EntityId.Parse<ApplicationId>(happened.Stream.Value);
}
