using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>The read model of tasks: the inbox of each authority.</summary>
internal sealed class TaskIndex(SchemeCatalog schemes) : IProjection
{
    public string Name => "tasks";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent)];

    public int Revision => 5;

    public IReadOnlyList<string> Tables => ["tasks", "task_applications", "task_inquiries"];

    public string Schema => """
        CREATE TABLE tasks (
          id TEXT PRIMARY KEY, application TEXT NOT NULL, number BIGINT NOT NULL, authority TEXT NOT NULL, purpose TEXT NOT NULL, scheme TEXT NOT NULL, step TEXT NOT NULL, decides BIGINT NOT NULL,
          status TEXT NOT NULL, due_on TEXT, overdue BIGINT NOT NULL DEFAULT 0, opened_at BIGINT NOT NULL, claimed_by TEXT);
        CREATE INDEX tasks_inbox ON tasks (authority, status, due_on, id);
        CREATE INDEX tasks_by_application ON tasks (application, number);
        CREATE TABLE task_applications (application TEXT PRIMARY KEY, scheme TEXT NOT NULL, version TEXT, due_on TEXT, overdue BIGINT NOT NULL DEFAULT 0);
        CREATE TABLE task_inquiries (application TEXT NOT NULL, number BIGINT NOT NULL, task BIGINT NOT NULL, PRIMARY KEY (application, number));
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var app = happened.Stream.Value;
        switch (happened.Event)
        {
            case ApplicationEvent.Drafted e:
                await views.Execute("INSERT INTO task_applications (application, scheme) VALUES ($1, $2)", app, e.Scheme);
                break;
            case ApplicationEvent.Submitted e:
                // Before the first task.
                await views.Execute("UPDATE task_applications SET version = $2 WHERE application = $1", app, e.SchemeVersion);
                break;
            case ApplicationEvent.Completed e:
                await Pin(e.SchemeVersion, app, views);
                break;
            case ApplicationEvent.TaskOpened e:
                await Open(e, app, happened, views);
                break;
            case ApplicationEvent.TaskClaimed e:
                await views.Execute("UPDATE tasks SET status = 'claimed', claimed_by = $3 WHERE application = $1 AND number = $2", app, e.Task, e.Official.ToString());
                break;
            case ApplicationEvent.InquiryOpened e:
                await Status(views, app, e.Task, StepStatus.AwaitingApplicant);
                await views.Execute("INSERT INTO task_inquiries (application, number, task) VALUES ($1, $2, $3)", app, e.Inquiry, e.Task);
                break;
            case ApplicationEvent.InquiryLapsed e:
                await views.Execute("""
                    UPDATE tasks SET status = CASE WHEN claimed_by IS NULL THEN 'open' ELSE 'claimed' END
                    WHERE status = 'awaiting-applicant' AND application = $1 AND number = (SELECT task FROM task_inquiries WHERE application = $1 AND number = $2)
                    """, app, e.Inquiry);
                break;
            case ApplicationEvent.TaskPaused e:
                await Due(views, app, e.Task, null);
                break;
            case ApplicationEvent.TaskResumed e:
                await Due(views, app, e.Task, e.DueOn);
                break;
            case ApplicationEvent.DueSet e:
                await views.Execute("UPDATE task_applications SET due_on = $2 WHERE application = $1", app, e.DueOn);
                await views.Execute("UPDATE tasks SET due_on = $2 WHERE application = $1 AND decides = 1", app, e.DueOn);
                break;
            case ApplicationEvent.Overdue:
                await views.Execute("UPDATE task_applications SET overdue = 1 WHERE application = $1", app);
                await views.Execute("UPDATE tasks SET overdue = 1 WHERE application = $1 AND decides = 1", app);
                break;
            case ApplicationEvent.TaskDone e:
                await Status(views, app, e.Task, StepStatus.Done);
                break;
            case ApplicationEvent.TaskTimedOut e:
                await views.Execute("UPDATE tasks SET overdue = 1 WHERE application = $1 AND number = $2", app, e.Task);
                if (e.NoObjection) await Status(views, app, e.Task, StepStatus.NoObjection);
                break;
            case ApplicationEvent.AppealDecided { TakesAgain: true }:
                await views.Execute("UPDATE task_applications SET overdue = 0 WHERE application = $1", app);
                await views.Execute("UPDATE tasks SET status = 'cancelled' WHERE application = $1 AND (decides = 1 OR status IN ('open', 'claimed', 'awaiting-applicant'))", app);
                break;
            case ApplicationEvent.ChecksLeftOut:
                await views.Execute("UPDATE tasks SET status = 'cancelled' WHERE application = $1 AND decides = 0 AND status IN ('open', 'claimed', 'awaiting-applicant')", app);
                break;
            case ApplicationEvent.Decided or ApplicationEvent.Withdrawn or ApplicationEvent.Discontinued:
                await views.Execute("UPDATE tasks SET status = 'cancelled' WHERE application = $1 AND status IN ('open', 'claimed', 'awaiting-applicant')", app);
                break;
            default:
                break;
        }
    }

    private async ValueTask Open(ApplicationEvent.TaskOpened e, string app, FeedEvent happened, IViewWriter views)
    {
        var (purpose, law) = PurposeAt(e.Step, 9);
        await views.Execute($"""
            INSERT INTO tasks (id, application, number, authority, purpose, scheme, step, decides, status, due_on, overdue, opened_at)
            SELECT $1, $2, $3, $4, {purpose}, scheme, $5, $6, 'open', CASE WHEN $6 = 1 THEN due_on ELSE $7 END, CASE WHEN $6 = 1 THEN overdue ELSE 0 END, $8 FROM task_applications WHERE application = $2
            ON CONFLICT (id) DO UPDATE SET status = CASE WHEN tasks.claimed_by IS NULL THEN 'open' ELSE 'claimed' END, due_on = excluded.due_on, overdue = excluded.overdue
            """, [new TaskId(EntityId.Parse<ApplicationId>(app), e.Task).ToString(), app, e.Task, e.Authority, e.Step, e.Decides, e.DueOn, happened.At, .. law]);
    }

    private async ValueTask Pin(string version, string app, IViewWriter views)
    {
        await views.Execute("UPDATE task_applications SET version = $2 WHERE application = $1", app, version);
        foreach (var (number, scheme, step) in await views.Query("SELECT number, scheme, step FROM tasks WHERE application = $1", row => (row.Int(0), row.Text(1), row.Text(2)), app))
            await views.Execute("UPDATE tasks SET purpose = $3 WHERE application = $1 AND number = $2", app, number, PurposeOf(scheme, version, step));
    }

    // The law that the case was filed under; when this binary does not know it, the newest that knows the step; else a purpose that no token carries.
    private string PurposeOf(string scheme, string? version, string step) =>
        schemes.All.Where(one => one.Id == scheme).OrderBy(one => one.Version == version).SelectMany(one => one.Steps).LastOrDefault(one => one.Code == step)?.Purpose ?? "";

    // The same as SQL over a row with scheme and version, and its parameters from this number on: to read the row first would be a wait for each task.
    private (string Sql, IReadOnlyList<object?> Parameters) PurposeAt(string step, int first)
    {
        var (cases, parameters) = (new List<string>(), new List<object?>());
        string Bound(string value)
        {
            parameters.Add(value);
            return $"${first + parameters.Count - 1}";
        }
        foreach (var versions in schemes.All.Where(one => one.Steps.Any(known => known.Code == step)).GroupBy(one => one.Id))
        {
            var newest = PurposeOf(versions.Key, null, step);
            foreach (var version in versions)
                if (PurposeOf(versions.Key, version.Version, step) is var own && own != newest)
                    cases.Add($"WHEN scheme = {Bound(versions.Key)} AND version = {Bound(version.Version)} THEN {Bound(own)}");
            cases.Add($"WHEN scheme = {Bound(versions.Key)} THEN {Bound(newest)}");
        }
        return (cases.Count == 0 ? "''" : $"CASE {string.Join(' ', cases)} ELSE '' END", parameters);
    }

    private static async ValueTask Due(IViewWriter views, string app, int task, DateOnly? due) =>
        await views.Execute("UPDATE tasks SET due_on = $3 WHERE application = $1 AND number = $2", app, task, due);

    private static async ValueTask Status(IViewWriter views, string app, int task, StepStatus status) =>
        await views.Execute("UPDATE tasks SET status = $3 WHERE application = $1 AND number = $2", app, task, WireName.Of(status));
}
