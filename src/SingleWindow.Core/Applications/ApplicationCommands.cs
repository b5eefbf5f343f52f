using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>What can be asked of an application. Facts that other grains own (worker, evidence, official) come in the command: the rules are pure.</summary>
[GenerateSerializer, Immutable]
public abstract partial record ApplicationCommand
{
    private ApplicationCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Begin a draft.</summary>
    /// <param name="Application">Its id.</param>
    /// <param name="Employer">Who files it.</param>
    /// <param name="Scheme">Under which scheme.</param>
    /// <param name="Form">What is known already.</param>
    /// <param name="Renews">The permit that it renews or takes over, or null.</param>
    /// <param name="ChangesEmployer">True when that permit's holder comes from another employer.</param>
    /// <param name="Holder">That permit's holder, or the worker who begins it: where workers have a side of their own, it is his from the start.</param>
    /// <param name="ByWorker">True when the worker begins it; the employer confirms its part.</param>
    [GenerateSerializer, Immutable]
    public sealed record Draft(ApplicationId Application, EmployerId Employer, string Scheme, ApplicationForm Form, PermitId? Renews = null, bool ChangesEmployer = false, WorkerId? Holder = null, bool ByWorker = false) : ApplicationCommand;

    /// <summary>Replace the draft.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SaveDraft(ApplicationForm Form) : ApplicationCommand;

    /// <summary>File it.</summary>
    /// <param name="Worker">Who the worker is; found or made by his identifiers.</param>
    /// <param name="Evidence">What the registers say.</param>
    /// <param name="Stays">For which days the worker holds permits under this scheme already.</param>
    /// <param name="Filed">For which days this employer has filed for this worker under this scheme already; what was refused, withdrawn or is over does not count.</param>
    /// <param name="Quota">What the quota book has given it, where the scheme counts places from submission on.</param>
    /// <param name="Renewed">The permit that it renews or takes over.</param>
    [GenerateSerializer, Immutable]
    public sealed record Submit(WorkerId Worker, IReadOnlyList<EvidenceItem> Evidence, IReadOnlyList<Stay>? Stays = null, QuotaStanding? Quota = null,
        IReadOnlyList<Stay>? Filed = null, RenewedPermit? Renewed = null) : ApplicationCommand;

    /// <summary>Answer a request for information or a hearing.</summary>
    /// <param name="Inquiry">Number of the request.</param>
    /// <param name="Text">The answer in words.</param>
    /// <param name="Employment">The post, corrected.</param>
    /// <param name="LegalStay">The basis of stay, corrected.</param>
    /// <param name="Evidence">All declarations, corrected.</param>
    /// <param name="Judged">What registers and declarations prove now, when anything was corrected.</param>
    /// <param name="Filed">As in <see cref="Submit"/>, without this application, when other days are planned now.</param>
    [GenerateSerializer, Immutable]
    public sealed record Answer(
        int Inquiry, string Text, EmploymentForm? Employment, LegalStayForm? LegalStay, IReadOnlyList<EvidenceStatement>? Evidence, IReadOnlyList<EvidenceItem>? Judged = null,
        IReadOnlyList<Stay>? Filed = null) : ApplicationCommand
    {
        /// <summary>The form with the corrections of this answer; null when it corrects nothing.</summary>
        public ApplicationForm? Amend(ApplicationForm? form) =>
            this is { Employment: null, LegalStay: null, Evidence: null }
                ? null
                : (form ?? new()) with { Employment = Employment ?? form?.Employment, LegalStay = LegalStay ?? form?.LegalStay, Evidence = Evidence ?? form?.Evidence };
    }

    /// <summary>Take it back.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Withdraw(string? Reason) : ApplicationCommand;

    /// <summary>An official takes a task on.</summary>
    /// <param name="Task">Number of the task.</param>
    /// <param name="Official">Who takes it on.</param>
    /// <param name="From">The colleague who hands it over, when it was claimed.</param>
    [GenerateSerializer, Immutable]
    public sealed record Claim(int Task, Official Official, OfficialId? From = null) : ApplicationCommand;

    /// <summary>An authority asks for what is missing; the words may be empty, the items may not.</summary>
    [GenerateSerializer, Immutable]
    public sealed record RequestInformation(int Task, IReadOnlyList<string> Items, string Text, Official? Official = null) : ApplicationCommand;

    /// <summary>The deciding authority intends to refuse and hears the applicant.</summary>
    [GenerateSerializer, Immutable]
    public sealed record IntendToRefuse(int Task, IReadOnlyList<string> Grounds, string? Text, Official? Official = null) : ApplicationCommand;

    /// <summary>An authority answers.</summary>
    /// <param name="Task">Number of the task.</param>
    /// <param name="Outcome">One of the step's outcomes.</param>
    /// <param name="Findings">In words; the reasons, when it decides.</param>
    /// <param name="Grounds">Coded grounds of an adverse decision.</param>
    /// <param name="Items">What is missing, when the outcome asks for information.</param>
    /// <param name="Official">Who signs.</param>
    /// <param name="Permit">The id of the permit, should it be granted.</param>
    /// <param name="Judged">What registers and declarations prove on the day of the answer.</param>
    /// <param name="Stays">For which days the worker holds permits under this scheme already.</param>
    /// <param name="Conditions">Conditions under which it is granted, in words.</param>
    [GenerateSerializer, Immutable]
    public sealed record Complete(
        int Task, string Outcome, string? Findings, IReadOnlyList<string> Grounds, IReadOnlyList<string> Items, Official? Official, PermitId Permit,
        IReadOnlyList<EvidenceItem>? Judged = null, IReadOnlyList<Stay>? Stays = null, IReadOnlyList<string>? Conditions = null) : ApplicationCommand;

    /// <summary>The applicant has done a step of his own.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Report(string Step, string Outcome, string? Text) : ApplicationCommand;

    /// <summary>The deciding authority takes more time, once, and says why.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Extend(int Task, string Reason, Official? Official) : ApplicationCommand;

    /// <summary>One side reads the decision.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Serve : ApplicationCommand;

    /// <summary>The applicant challenges the decision.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Appeal(string Text) : ApplicationCommand;

    /// <summary>The result of an appeal, as the deciding authority records it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record DecideAppeal(int Number, AppealResult Result, string Reasons, Official? Official) : ApplicationCommand;

    /// <summary>A task's time has passed.</summary>
    [GenerateSerializer, Immutable]
    public sealed record TimeOut(int Task) : ApplicationCommand;

    /// <summary>A labour-market test may have grown too old.</summary>
    [GenerateSerializer, Immutable]
    public sealed record RepeatTest : ApplicationCommand;

    /// <summary>The statutory period has passed.</summary>
    [GenerateSerializer, Immutable]
    public sealed record PassPeriod : ApplicationCommand;

    /// <summary>The time to answer has passed.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Lapse(int Inquiry) : ApplicationCommand;
}
