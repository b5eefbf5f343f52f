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

    public int Revision => 2;

    public IReadOnlyList<string> Tables => ["tasks", "task_applications"];

    public string Schema => """
        CREATE TABLE tasks (
          id TEXT PRIMARY KEY, application TEXT NOT NULL, number BIGINT NOT NULL, authority TEXT NOT NULL, purpose TEXT NOT NULL, scheme TEXT NOT NULL, step TEXT NOT NULL, decides BIGINT NOT NULL,
          status TEXT NOT NULL, due_on TEXT, overdue BIGINT NOT NULL DEFAULT 0, opened_at BIGINT NOT NULL, claimed_by TEXT);
        CREATE INDEX tasks_inbox ON tasks (authority, status, due_on, id);
        CREATE INDEX tasks_by_application ON tasks (application, number);
        CREATE TABLE task_applications (application TEXT PRIMARY KEY, scheme TEXT NOT NULL, due_on TEXT);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var app = happened.Stream.Value;
        switch (happened.Event)
        {
            case ApplicationEvent.Drafted e:
                await views.Execute("INSERT INTO task_applications (application, scheme) VALUES ($1, $2)", app, e.Scheme);
                break;
            case ApplicationEvent.TaskOpened e:
                await Open(e, app, happened, views);
                break;
            case ApplicationEvent.TaskClaimed e:
                await views.Execute("UPDATE tasks SET status = 'claimed', claimed_by = $3 WHERE application = $1 AND number = $2", app, e.Task, e.Official.ToString());
                break;
            case ApplicationEvent.InquiryOpened e:
                await Status(views, app, e.Task, StepStatus.AwaitingApplicant);
                await views.Execute("UPDATE tasks SET overdue = 0 WHERE application = $1 AND number = $2", app, e.Task);
                break;
            case ApplicationEvent.InquiryLapsed:
                await views.Execute("UPDATE tasks SET status = CASE WHEN claimed_by IS NULL THEN 'open' ELSE 'claimed' END WHERE application = $1 AND status = 'awaiting-applicant'", app);
                break;
            case ApplicationEvent.DueSet e:
                await views.Execute("UPDATE task_applications SET due_on = $2 WHERE application = $1", app, e.DueOn);
                await views.Execute("UPDATE tasks SET due_on = $2 WHERE application = $1 AND decides = 1", app, e.DueOn);
                break;
            case ApplicationEvent.Overdue:
                await views.Execute("UPDATE tasks SET overdue = 1 WHERE application = $1 AND decides = 1", app);
                break;
            case ApplicationEvent.TaskDone e:
                await Status(views, app, e.Task, StepStatus.Done);
                break;
            case ApplicationEvent.TaskTimedOut e:
                await views.Execute("UPDATE tasks SET overdue = 1 WHERE application = $1 AND number = $2", app, e.Task);
                if (e.NoObjection) await Status(views, app, e.Task, StepStatus.NoObjection);
                break;
            case ApplicationEvent.Decided or ApplicationEvent.Withdrawn:
                await views.Execute("UPDATE tasks SET status = 'cancelled' WHERE application = $1 AND status IN ('open', 'claimed', 'awaiting-applicant')", app);
                break;
            default:
                break;
        }
    }

    private async ValueTask Open(ApplicationEvent.TaskOpened e, string app, FeedEvent happened, IViewWriter views)
    {
        var scheme = (await views.Query("SELECT scheme FROM task_applications WHERE application = $1", row => row.Text(0), app))[0];
        var purpose = schemes.Newest(scheme)!.Step(e.Step).Purpose;
        var due = e.Decides ? await DueOf(views, app) : e.DueOn;
        await views.Execute("""
            INSERT INTO tasks (id, application, number, authority, purpose, scheme, step, decides, status, due_on, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10)
            ON CONFLICT (id) DO UPDATE SET status = CASE WHEN tasks.claimed_by IS NULL THEN 'open' ELSE 'claimed' END, due_on = excluded.due_on, overdue = 0
            """, new TaskId(Core.Shared.EntityId.Parse<ApplicationId>(app), e.Task).ToString(), app, e.Task, e.Authority, purpose, scheme, e.Step, e.Decides, due, happened.At);
    }

    private static async ValueTask<DateOnly?> DueOf(IViewWriter views, string app) =>
        (await views.Query("SELECT due_on FROM task_applications WHERE application = $1", row => row.DateOrNull(0), app))[0];

    private static async ValueTask Status(IViewWriter views, string app, int task, StepStatus status) =>
        await views.Execute("UPDATE tasks SET status = $3 WHERE application = $1 AND number = $2", app, task, WireName.Of(status));
}
