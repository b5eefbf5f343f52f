using SingleWindow.Core.Authorities;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>Names a task: the application and the number. Text form <c>tsk_APPLICATION_NUMBER</c>.</summary>
[GenerateSerializer, Immutable, System.Text.Json.Serialization.JsonConverter(typeof(TaskIdJsonConverter))]
public readonly record struct TaskId([property: Id(0)] ApplicationId Application, [property: Id(1)] int Number)
{
    /// <inheritdoc />
    public override string ToString() => $"tsk_{Application.Value:N}_{Number}";

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out TaskId task)
    {
        task = default;
        if (text is null || text.Length is < 38 or > 40 || !text.StartsWith("tsk_", StringComparison.Ordinal) || text[36] != '_') return false;
        if (!EntityId.TryParse<ApplicationId>("app_" + text[4..36], out var application)) return false;
        if (!int.TryParse(text.AsSpan(37), System.Globalization.NumberStyles.None, null, out var number) || number < 1 || text[37] == '0') return false;
        task = new(application, number);
        return true;
    }
}

/// <summary>A task as its authority sees it. The application is cut to the fields that the access matrix grants this authority for this purpose.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Application">The application.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Step">The scheme's code.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Authority">Whose task it is.</param>
/// <param name="Purpose">Under which purpose the data are shown.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Outcomes">What may be answered.</param>
/// <param name="Outcome">What was answered.</param>
/// <param name="DueOn">Last legal day; null while the clock stands still.</param>
/// <param name="Overdue">True when it has passed.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClaimedBy">The official who works on it.</param>
/// <param name="Data">The granted fields of the application; none once the task is over, for then the purpose is.</param>
/// <param name="Evidence">What registers and declarations prove.</param>
/// <param name="Objections">What the other checks answered, with the words of those that object; for the deciding step.</param>
/// <param name="Inquiries">What this authority asked, with the answers; for the deciding step what anybody asked.</param>
/// <param name="Quota">Whether the application has a place in the quota; for the deciding step.</param>
/// <param name="Documents">What the applicant uploaded, for authorities that see the whole application.</param>
/// <param name="Fees">Where the fees stand; for the steps that say that the application is complete, or decide it.</param>
[GenerateSerializer, Immutable]
public sealed record TaskView(
    TaskId Id, ApplicationId Application, string Scheme, string Step, string Title, string Authority, string Purpose, StepStatus Status, IReadOnlyList<string> Outcomes, string? Outcome,
    DateOnly? DueOn, bool Overdue, DateTimeOffset OpenedAt, OfficialId? ClaimedBy, SharedApplication Data, IReadOnlyList<EvidenceItem> Evidence,
    IReadOnlyList<ObjectionView> Objections, IReadOnlyList<AnsweredInquiry> Inquiries, QuotaStanding? Quota = null, IReadOnlyList<DocumentView>? Documents = null, IReadOnlyList<FeeStanding>? Fees = null);

/// <summary>The fields of an application that an authority may see; the others are null. Names are those of the record type <c>application</c>.</summary>
[GenerateSerializer, Immutable]
public sealed record SharedApplication(
    EmployerId? Employer = null, WorkerId? WorkerId = null, PersonForm? Worker = null, string? Category = null, string? Isco = null, string? JobTitle = null, Money? WageMonthly = null, decimal? WeeklyHours = null,
    string? WorkplaceAddress = null, DateOnly? PlannedStart = null, DateOnly? PlannedEnd = null, string? UserUndertaking = null, LegalStayForm? LegalStay = null,
    IReadOnlyList<EvidenceStatement>? Declarations = null, string? Nace = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>Cuts an application to granted fields; <c>*</c> grants all.</summary>
    public static SharedApplication Of(Application app, IReadOnlyCollection<string> granted)
    {
        var all = granted.Contains("*");
        bool May(string field) => all || granted.Contains(field);
        var post = app.Form?.Employment;
        return new(
            May("employer") ? app.Employer : null, May("worker") ? app.Worker : null, May("worker") ? app.Form?.Worker : null,
            all ? post?.Category : null, May("isco") ? post?.Isco : null, all ? post?.JobTitle : null, May("wageMonthly") ? post?.WageMonthly : null, May("weeklyHours") ? post?.WeeklyHours : null,
            May("workplaceAddress") ? post?.WorkplaceAddress : null, May("plannedStart") ? post?.PlannedStart : null, May("plannedEnd") ? post?.PlannedEnd : null,
            May("userUndertaking") ? post?.UserUndertaking : null, all ? app.Form?.LegalStay : null, all ? app.Form?.Evidence : null, May("nace") ? post?.Nace : null);
    }
}

/// <summary>What another authority found.</summary>
/// <param name="Step">The scheme's code.</param>
/// <param name="Authority">Which authority.</param>
/// <param name="Outcome">What it answered.</param>
/// <param name="Findings">In words, when it objects.</param>
/// <param name="ServesUntil">Last legal day on which a grant may rest on it; absent when it does not grow old.</param>
[GenerateSerializer, Immutable]
public sealed record ObjectionView(string Step, string Authority, string Outcome, string? Findings, DateOnly? ServesUntil = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A request of this authority, with the answer.</summary>
/// <param name="Inquiry">The request.</param>
/// <param name="Answer">In words.</param>
/// <param name="Replies">What each side replied, where employer and worker are both heard.</param>
[GenerateSerializer, Immutable]
public sealed record AnsweredInquiry(InquiryView Inquiry, string? Answer, IReadOnlyList<InquiryReply>? Replies = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Shows a task to its authority.</summary>
public static class TaskViews
{
    /// <summary>The task, cut to what the authority may see; the fees by the law that sets them, where it is another.</summary>
    public static TaskView View(this AuthorityTask task, Application app, Scheme scheme, IReadOnlyCollection<string> granted, Scheme? feeLaw = null)
    {
        var step = scheme.Step(task.Step);
        var over = task.Status == StepStatus.Cancelled || (task.IsFinished && !step.Decides);
        var shown = over ? [] : granted;
        return new(
            new(app.Id, task.Number), app.Id, app.Scheme, step.Code, step.Title, step.Doer, step.Purpose ?? "", task.Status, step.Outcomes, task.Outcome,
            step.Decides ? app.DueOn : task.DueOn, task.Overdue || (step.Decides && app.Overdue), task.OpenedAt, task.ClaimedBy, SharedApplication.Of(app, shown),
            // What a record said is for the row of the matrix that grants it, not for whoever works on the case.
            shown.Contains("*") ? app.Evidence.Bare() : [],
            step.Decides ? [.. app.Tasks.Where(other => other is { Outcome: not null, Decides: false }).Select(other => new ObjectionView(other.Step, other.Authority, other.Outcome!, Objects(other, scheme) ? other.Findings : null, other.ServesUntil))] : [],
            [.. app.Inquiries.Where(inquiry => inquiry.Task == task.Number || step.Decides).Select(inquiry => new AnsweredInquiry(inquiry.View(app, inquiry.AnsweredOn), inquiry.Answer, inquiry.Replies.IsEmpty ? null : inquiry.Replies))],
            step.Decides ? app.Quota : null,
            shown.MayReadDocuments() ? [.. app.Documents.Where(document => document.IsKept).Select(document => document.View())] : null,
            step.Decides || step.DeclaresComplete ? [.. app.Dues(feeLaw ?? scheme).Select(due => due.Standing())] : null);
    }

    /// <summary>True when the documents are granted: the whole application, or <c>documents</c> by name.</summary>
    public static bool MayReadDocuments(this IReadOnlyCollection<string> granted) => granted.Contains("*") || granted.Contains("documents");

    // The words of a check that clears stay with its authority.
    private static bool Objects(AuthorityTask check, Scheme scheme) => scheme.Step(check.Step).On.TryGetValue(check.Outcome!, out var effect) && effect is StepEffect.ToDecision or StepEffect.EndRefused;
}
