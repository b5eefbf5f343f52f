using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>The read model of applications: what lists and search need, and no personal data.</summary>
internal sealed class ApplicationIndex : IProjection
{
    public string Name => "applications";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent)];

    public int Revision => 5;

    public IReadOnlyList<string> Tables => ["applications", "application_inquiries", "application_tasks"];

    public string Schema => """
        CREATE TABLE applications (
          id TEXT PRIMARY KEY, employer TEXT NOT NULL, scheme TEXT NOT NULL, reference TEXT, worker TEXT, status TEXT NOT NULL,
          submitted_on TEXT, complete_on TEXT, due_on TEXT, outcome TEXT, overdue BIGINT NOT NULL DEFAULT 0, changed_at BIGINT NOT NULL,
          planned_from TEXT, planned_to TEXT, claimant TEXT);
        CREATE INDEX applications_by_employer ON applications (employer, id);
        CREATE INDEX applications_by_worker ON applications (worker, scheme);
        CREATE INDEX applications_by_claimant ON applications (claimant, id);
        CREATE TABLE application_inquiries (application TEXT NOT NULL, number BIGINT NOT NULL, task BIGINT NOT NULL, awaits BIGINT NOT NULL, PRIMARY KEY (application, number));
        CREATE TABLE application_tasks (application TEXT NOT NULL, number BIGINT NOT NULL, decides BIGINT NOT NULL, finished BIGINT NOT NULL, PRIMARY KEY (application, number));
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is not ApplicationEvent app) return;
        var id = happened.Stream.Value;
        await (app switch
        {
            ApplicationEvent.Drafted e => views.Execute(
                "INSERT INTO applications (id, employer, scheme, reference, status, changed_at) VALUES ($1, $2, $3, $4, 'draft', $5)", id, e.Employer.ToString(), e.Scheme, e.Reference, happened.At),
            ApplicationEvent.DraftSaved e => views.Execute("UPDATE applications SET reference = $2 WHERE id = $1", id, e.Reference),
            ApplicationEvent.Submitted e => views.Execute("UPDATE applications SET worker = $2, submitted_on = $3, planned_from = $4, planned_to = $5 WHERE id = $1", id, e.Worker.ToString(), e.On, e.Form?.Employment?.PlannedStart, e.Form?.Employment?.PlannedEnd),
            ApplicationEvent.OfWorker.Claimed e => views.Execute("UPDATE applications SET claimant = $2 WHERE id = $1", id, e.By.ToString()),
            ApplicationEvent.TaskOpened e => views.Execute("""
                INSERT INTO application_tasks (application, number, decides, finished) VALUES ($1, $2, $3, 0) ON CONFLICT (application, number) DO UPDATE SET finished = 0
                """, id, e.Task, e.Decides),
            ApplicationEvent.TaskDone e => Finish(views, id, e.Task),
            ApplicationEvent.TaskTimedOut { NoObjection: true } e => Finish(views, id, e.Task),
            ApplicationEvent.InquiryOpened { Kind: InquiryKind.Information } e => views.Execute("INSERT INTO application_inquiries (application, number, task, awaits) VALUES ($1, $2, $3, 1)", id, e.Inquiry, e.Task),
            ApplicationEvent.InquiryAnswered { Form.Employment: { } post } e => Correct(views, id, e.Inquiry, post),
            ApplicationEvent.InquiryAnswered e => Settle(views, id, e.Inquiry),
            ApplicationEvent.InquiryLapsed e => Settle(views, id, e.Inquiry),
            ApplicationEvent.Completed e => views.Execute("UPDATE applications SET complete_on = $2 WHERE id = $1", id, e.On),
            ApplicationEvent.DueSet e => views.Execute("UPDATE applications SET due_on = $2 WHERE id = $1", id, e.DueOn),
            ApplicationEvent.Overdue => views.Execute("UPDATE applications SET overdue = 1 WHERE id = $1", id),
            ApplicationEvent.Decided e => views.Execute("UPDATE applications SET outcome = $2 WHERE id = $1", id, WireName.Of(e.Outcome)),
            ApplicationEvent.Withdrawn => views.Execute("UPDATE applications SET outcome = 'withdrawn' WHERE id = $1", id),
            ApplicationEvent.Discontinued => views.Execute("UPDATE applications SET outcome = 'discontinued' WHERE id = $1", id),
            ApplicationEvent.ChecksLeftOut => LeaveOut(views, id),
            ApplicationEvent.AppealDecided { TakesAgain: true } => Reopen(views, id),
            _ => ValueTask.CompletedTask,
        });
        await views.Execute("""
            UPDATE applications SET changed_at = $2, status = CASE
              WHEN outcome IS NOT NULL THEN outcome
              WHEN submitted_on IS NULL THEN 'draft'
              WHEN EXISTS (SELECT 1 FROM application_inquiries WHERE application = $1 AND awaits = 1) THEN 'incomplete'
              WHEN complete_on IS NULL THEN 'submitted'
              WHEN EXISTS (SELECT 1 FROM application_tasks WHERE application = $1 AND decides = 1)
                AND NOT EXISTS (SELECT 1 FROM application_tasks WHERE application = $1 AND decides = 0 AND finished = 0) THEN 'ready-for-decision'
              ELSE 'checks-running' END
            WHERE id = $1
            """, id, happened.At);
    }

    private static async ValueTask LeaveOut(IViewWriter views, string id)
    {
        await views.Execute("""
            UPDATE application_inquiries SET awaits = 0
            WHERE application = $1 AND task IN (SELECT number FROM application_tasks WHERE application = $1 AND decides = 0)
            """, id);
        await FinishAll(views, id);
    }

    private static ValueTask FinishAll(IViewWriter views, string id) => views.Execute("UPDATE application_tasks SET finished = 1 WHERE application = $1", id);

    private static async ValueTask Reopen(IViewWriter views, string id)
    {
        await views.Execute("UPDATE applications SET outcome = NULL, overdue = 0 WHERE id = $1", id);
        await FinishAll(views, id);
    }

    private static async ValueTask Correct(IViewWriter views, string id, int inquiry, EmploymentForm post)
    {
        await views.Execute("UPDATE applications SET planned_from = $2, planned_to = $3 WHERE id = $1", id, post.PlannedStart, post.PlannedEnd);
        await Settle(views, id, inquiry);
    }

    private static ValueTask Settle(IViewWriter views, string id, int inquiry) =>
        views.Execute("UPDATE application_inquiries SET awaits = 0 WHERE application = $1 AND number = $2", id, inquiry);

    private static ValueTask Finish(IViewWriter views, string id, int task) =>
        views.Execute("UPDATE application_tasks SET finished = 1 WHERE application = $1 AND number = $2", id, task);
}
