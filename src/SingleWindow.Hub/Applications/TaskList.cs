using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>A task in the inbox.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Application">The application.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Step">The scheme's code.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DueOn">Last legal day; absent while the clock stands still.</param>
/// <param name="Overdue">True when it has passed.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClaimedBy">Who works on it.</param>
public sealed record TaskRow(string Id, string Application, string Scheme, string Step, StepStatus Status, DateOnly? DueOn, bool Overdue, DateTimeOffset OpenedAt, string? ClaimedBy);

/// <summary>Lists an authority's tasks.</summary>
internal static class TaskList
{
    private const string NoDue = "9999-12-31";

    /// <summary>Open and claimed ones unless <c>status</c> says otherwise; those of purposes that the token lacks do not exist for it.</summary>
    public static Task<IResult> Get(HttpContext http, string? after, int? limit, string? status, string? step)
    {
        if (status is not null && !WireName.Exists<StepStatus>(status)) return Task.FromResult(CommandProblems.BadQuery.Because("status is not known").Result());
        var caller = Caller.Of(http.User);
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT id, application, scheme, step, status, due_on, overdue, opened_at, claimed_by FROM tasks
                WHERE authority = $1 AND $2 LIKE '% ' || purpose || ' %'
                  AND (CASE WHEN $3 IS NULL THEN status IN ('open', 'claimed') ELSE status = $3 END) AND ($4 IS NULL OR step = $4)
                  AND ($5 IS NULL OR COALESCE(due_on, '{NoDue}') || ' ' || id > $5)
                ORDER BY COALESCE(due_on, '{NoDue}'), id LIMIT $6
                """, [caller.Party, caller.PurposeWords, status, step, place, take]),
            Read, row => $"{row.DueOn?.ToString("yyyy-MM-dd") ?? NoDue} {row.Id}");
    }

    private static TaskRow Read(ViewRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), WireName.Parse<StepStatus>(row.Text(4)), row.DateOrNull(5), row.Flag(6), row.Time(7), row.TextOrNull(8));
}
