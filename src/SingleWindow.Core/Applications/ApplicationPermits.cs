using System.Diagnostics;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>What it means for a permit that there was before.</summary>
    public abstract record OfPermit : ApplicationEvent
    {
        private OfPermit() { }

        /// <summary>The holder's next permit was applied for in time: until that is decided he goes on as before.</summary>
        [EventName("application.renewal-filed", 1)]
        public sealed record RenewalFiled(PermitId Permit, DateOnly On, DateTimeOffset At, bool? ChangesEmployer = null) : OfPermit;

        /// <summary>It is known whether there is a next permit.</summary>
        /// <param name="Permit">The permit that there was.</param>
        /// <param name="Outcome">How the application ended.</param>
        /// <param name="Next">The next permit, or null.</param>
        /// <param name="From">Its first day.</param>
        /// <param name="On">Legal day on which it ended.</param>
        /// <param name="At">When.</param>
        [EventName("application.renewal-settled", 1)]
        public sealed record RenewalSettled(PermitId Permit, ApplicationStatus Outcome, PermitId? Next, DateOnly? From, DateOnly On, DateTimeOffset At) : OfPermit;

        /// <summary>A grant that was annulled on appeal has been decided again, or is not decided any more: the permit of it has no basis.</summary>
        [EventName("application.grant-replaced", 1)]
        public sealed record GrantReplaced(PermitId Permit, ApplicationStatus Outcome, DateOnly On, DateTimeOffset At) : OfPermit;
    }
}

/// <summary>The permit that an application renews or takes over, on the day of filing.</summary>
/// <param name="Holder">The worker, by the id that stands for him.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="IsOver">True when it has expired, ended or been withdrawn.</param>
/// <param name="IsPending">True when another application for it waits for its decision.</param>
[GenerateSerializer, Immutable]
public sealed record RenewedPermit([property: Id(0)] WorkerId Holder, [property: Id(1)] DateOnly ValidTo, [property: Id(2)] bool IsOver, [property: Id(3)] bool IsPending);

public sealed partial record Application
{
    /// <summary>Why the worker cannot have these days beside those that he holds or was promised under the scheme, or null. A renewal goes on from the permit that it renews.</summary>
    public Problem? CannotHold(PermitGrant grant, IReadOnlyList<Stay> held, Scheme scheme) =>
        StayRules.TooMuch(new(grant.From, grant.To), held, scheme.Stay, this.Facts(scheme)) is null ? null : ApplicationProblems.StayTooLong;

    /// <summary>The permit of a grant that was annulled: it stands until the case is decided again.</summary>
    public PermitId? AnnulledPermit { get; private init; }

    /// <summary>True while the permit that it renews waits for the decision.</summary>
    public bool IsPendingRenewal { get; private init; }

    private Application After(ApplicationEvent.OfPermit happened) => happened switch
    {
        ApplicationEvent.OfPermit.RenewalFiled => this with { IsPendingRenewal = true },
        ApplicationEvent.OfPermit.RenewalSettled => this with { IsPendingRenewal = false },
        ApplicationEvent.OfPermit.GrantReplaced => this with { AnnulledPermit = null },
        _ => throw new UnreachableException(),
    };
}
