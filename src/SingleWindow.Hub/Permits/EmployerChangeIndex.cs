using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>The read model of changes of employer that an authority may still oppose.</summary>
internal sealed class EmployerChangeIndex(SchemeCatalog schemes) : IProjection
{
    public string Name => "employer-changes";

    public IReadOnlyList<Type> Follows => [typeof(PermitEvent)];

    public int Revision => 2;

    public IReadOnlyList<string> Tables => ["employer_changes", "employer_change_permits"];

    public string Schema => """
        CREATE TABLE employer_change_permits (permit TEXT PRIMARY KEY, scheme TEXT NOT NULL, authority TEXT NOT NULL, purpose TEXT NOT NULL, new_employer TEXT);
        CREATE TABLE employer_changes (permit TEXT PRIMARY KEY, scheme TEXT NOT NULL, authority TEXT NOT NULL, purpose TEXT NOT NULL, employer TEXT NOT NULL, oppose_until TEXT NOT NULL, effective_on TEXT NOT NULL);
        CREATE INDEX employer_changes_by_authority ON employer_changes (authority, oppose_until, permit);
        """;

    /// <summary>The list, for the authority.</summary>
    public static Task<IResult> List(HttpContext http, string? after, int? limit) => Paging.Page(
        http, after, limit,
        (place, take) => ("""
            SELECT permit, scheme, employer, oppose_until, effective_on FROM employer_changes WHERE authority = $1 AND $4 LIKE '% ' || purpose || ' %' AND ($2 IS NULL OR oppose_until || ' ' || permit > $2) ORDER BY oppose_until, permit LIMIT $3
            """, [Caller.Of(http.User).Party, place, take, Caller.Of(http.User).PurposeWords]),
        row => new EmployerChangeRow(row.Text(0), row.Text(1), row.Text(2), row.Date(3), row.Date(4)), row => $"{row.OpposeUntil:yyyy-MM-dd} {row.Permit}");

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var permit = happened.Stream.Value;
        switch (happened.Event)
        {
            case PermitEvent.Granted e when schemes.Find(e.Scheme, e.SchemeVersion) is { } scheme:
                await views.Execute("INSERT INTO employer_change_permits (permit, scheme, authority, purpose) VALUES ($1, $2, $3, $4)", permit, e.Scheme, scheme.DecidingStep.Authority, scheme.DecidingStep.Purpose ?? "");
                break;
            case PermitEvent.OfEmployer.ChangeProposed e:
                await views.Execute("UPDATE employer_change_permits SET new_employer = $2 WHERE permit = $1", permit, e.Employer.ToString());
                break;
            case PermitEvent.OfEmployer.ChangeAnswered { Accepted: true, OpposeUntil: { } until } e:
                await views.Execute(
                    "INSERT INTO employer_changes (permit, scheme, authority, purpose, employer, oppose_until, effective_on) SELECT permit, scheme, authority, purpose, new_employer, $2, $3 FROM employer_change_permits WHERE permit = $1",
                    permit, until, e.EffectiveOn);
                break;
            case PermitEvent.OfEmployer or PermitEvent.Expired or PermitEvent.Ended or PermitEvent.OfWithdrawal.Revoked:
                await views.Execute("DELETE FROM employer_changes WHERE permit = $1", permit);
                break;
            default:
                break;
        }
    }
}
