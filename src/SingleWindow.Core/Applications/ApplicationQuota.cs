using System.Diagnostics;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>What passes between an application and a quota book.</summary>
    public abstract record OfQuota : ApplicationEvent
    {
        private OfQuota() { }

        /// <summary>It got a place, waits for one, or needs none.</summary>
        [EventName("application.quota-entered", 1)]
        public sealed record QuotaEntered(string Quota, int Year, QuotaPlace Place, DateTimeOffset At) : OfQuota;

        /// <summary>It waited, and a place came free.</summary>
        [EventName("application.quota-place-given", 1)]
        public sealed record QuotaPlaceGiven(string Quota, int Year, DateTimeOffset At) : OfQuota;

        /// <summary>It ended: the place is used up, or place or turn is given back. The book follows.</summary>
        /// <param name="Quota">Id of the quota.</param>
        /// <param name="Year">Which year's book.</param>
        /// <param name="Place">Used or released.</param>
        /// <param name="Employer">Whose application it is, for the cap.</param>
        /// <param name="Cause">How it ended.</param>
        /// <param name="At">When.</param>
        [EventName("application.quota-settled", 1)]
        public sealed record QuotaSettled(string Quota, int Year, QuotaPlace Place, EmployerId Employer, string Cause, DateTimeOffset At) : OfQuota;
    }
}

public abstract partial record ApplicationCommand
{
    /// <summary>Learn where it stands with a quota book: the book has said so.</summary>
    [GenerateSerializer, Immutable]
    public sealed record EnterQuota(QuotaStanding Standing) : ApplicationCommand;

    /// <summary>Learn that a place came free for it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record TakePlace(string Quota, int Year) : ApplicationCommand;
}

public sealed partial record Application
{
    /// <summary>Where it stands with the quota of its scheme, as far as it has heard; the book itself knows best. Null: it has entered none.</summary>
    public QuotaStanding? Quota { get; private init; }

    private Application After(ApplicationEvent.OfQuota happened) => happened switch
    {
        ApplicationEvent.OfQuota.QuotaEntered e => Told(e.Place == QuotaPlace.Exempt ? null : new(e.At, e.Place == QuotaPlace.Reserved ? "place-reserved" : "place-awaited")) with
        {
            Quota = new(e.Quota, e.Year, e.Place),
        },
        ApplicationEvent.OfQuota.QuotaPlaceGiven e => Told(new(e.At, "place-given")) with { Quota = new(e.Quota, e.Year, QuotaPlace.Reserved) },
        ApplicationEvent.OfQuota.QuotaSettled e => this with { Quota = new(e.Quota, e.Year, e.Place) },
        _ => throw new UnreachableException(),
    };
}
