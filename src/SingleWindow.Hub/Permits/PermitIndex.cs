using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>The read model of permits. Where one stands follows from instants and what has closed it, so that it is right before any clock has said so.</summary>
internal sealed class PermitIndex(SchemeCatalog schemes) : IProjection
{
    public string Name => "permits";

    public IReadOnlyList<Type> Follows => [typeof(PermitEvent)];

    public int Revision => 6;

    public IReadOnlyList<string> Tables => ["permits"];

    public string Schema => """
        CREATE TABLE permits (
          id TEXT PRIMARY KEY, employer TEXT NOT NULL, holder TEXT NOT NULL, scheme TEXT NOT NULL, application TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
          starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, work_over BIGINT NOT NULL DEFAULT 0, seek_ends_at BIGINT, taken_over_at BIGINT, changing BIGINT NOT NULL DEFAULT 0, renewals BIGINT NOT NULL DEFAULT 0, closed TEXT, over_on TEXT);
        CREATE INDEX permits_by_employer ON permits (employer, valid_to, id);
        CREATE INDEX permits_by_holder ON permits (holder, valid_to, id);
        """;

    /// <summary>SQL: where a permit stands at the instant in a parameter; the same as <see cref="Permit.On"/>.</summary>
    public static string StatusAt(string now) => $"""
        CASE WHEN closed IN ('revoked', 'ended') THEN closed WHEN seek_ends_at <= {now} AND seek_ends_at < ends_at AND changing = 0 THEN 'ended' WHEN taken_over_at <= {now} THEN 'ended'
        WHEN ends_at <= {now} AND renewals > 0 AND closed IS NULL THEN 'renewal-pending' WHEN ends_at <= {now} THEN 'expired'
        WHEN work_over = 1 THEN 'unemployed' WHEN starts_at > {now} THEN 'not-yet-valid' ELSE 'active' END
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var id = happened.Stream.Value;
        switch (happened.Event)
        {
            case PermitEvent.Granted e:
                await views.Execute(
                    "INSERT INTO permits (id, employer, holder, scheme, application, valid_from, valid_to, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    id, e.Employer.ToString(), e.Holder.ToString(), e.Scheme, e.Application.ToString(), e.ValidFrom, e.ValidTo, After(e, e.ValidFrom.AddDays(-1)), After(e, e.ValidTo));
                break;
            case PermitEvent.OfNotice.EmploymentEnded e:
                await views.Execute("UPDATE permits SET work_over = 1, seek_ends_at = $2 WHERE id = $1", id, e.SeekEndsAt ?? e.ContestEndsAt);
                break;
            case PermitEvent.OfNotice.EndConfirmed e:
                await views.Execute("UPDATE permits SET work_over = 1, seek_ends_at = $2 WHERE id = $1", id, e.SeekEndsAt);
                break;
            case PermitEvent.OfNotice.Retracted or PermitEvent.OfAppeal.Appealed { Notice: not null }:
                await views.Execute("UPDATE permits SET work_over = 0, seek_ends_at = NULL WHERE id = $1", id);
                break;
            case PermitEvent.OfEmployer.ChangeAnswered e:
                await views.Execute("UPDATE permits SET changing = $2 WHERE id = $1", id, e.Accepted);
                break;
            case PermitEvent.OfNotice.SearchExtended e:
                await views.Execute("UPDATE permits SET seek_ends_at = $2 WHERE id = $1", id, e.SeekEndsAt);
                break;
            case PermitEvent.OfAppeal.Decided e:
                if (e.Reopens) await views.Execute("UPDATE permits SET closed = NULL, over_on = NULL WHERE id = $1", id);
                if (e.EffectiveOn is not null) await views.Execute("UPDATE permits SET changing = 1 WHERE id = $1", id);
                break;
            case PermitEvent.OfEmployer.ChangeOpposed:
                await views.Execute("UPDATE permits SET changing = 0 WHERE id = $1", id);
                break;
            case PermitEvent.OfEmployer.Changed e:
                await views.Execute("UPDATE permits SET changing = 0, employer = $2, work_over = 0, seek_ends_at = NULL WHERE id = $1", id, e.Employer.ToString());
                break;
            case PermitEvent.OfRenewal.Filed:
                await views.Execute("UPDATE permits SET renewals = renewals + 1, over_on = CASE WHEN closed = 'expired' THEN NULL ELSE over_on END, closed = CASE WHEN closed = 'expired' THEN NULL ELSE closed END WHERE id = $1", id);
                break;
            case PermitEvent.OfRenewal.Settled e:
                await views.Execute("UPDATE permits SET renewals = renewals - 1, taken_over_at = COALESCE($2, taken_over_at) WHERE id = $1", id, e.TakesOverAt);
                break;
            case PermitEvent.Ended e:
                await Close(views, id, PermitStatus.Ended, e.On);
                break;
            case PermitEvent.Expired e:
                await Close(views, id, PermitStatus.Expired, e.On);
                break;
            case PermitEvent.OfWithdrawal.Revoked e:
                await Close(views, id, PermitStatus.Revoked, e.On);
                break;
            default:
                break;
        }
    }

    private static async ValueTask Close(IViewWriter views, string id, PermitStatus status, DateOnly on) =>
        await views.Execute("UPDATE permits SET closed = $2, over_on = $3 WHERE id = $1", id, WireName.Of(status), on);

    private DateTimeOffset After(PermitEvent.Granted grant, DateOnly day) => StatutoryClock.EndOf(day, schemes.Find(grant.Scheme, grant.SchemeVersion)?.Zone ?? TimeZoneInfo.Utc);
}
