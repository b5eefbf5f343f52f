using SingleWindow.Core.Appeals;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Owns one application's stream. Key: the application's id.</summary>
[GrainInterfaceType("sw.application")]
public interface IApplicationGrain : IGrainWithStringKey
{
    /// <summary>Runs a command of the applicant, an authority or a clock.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<ApplicationView>>> Handle(ApplicationCommand command, CommandContext context, CancellationToken ct);

    /// <summary>Files the application: finds the worker and reads the registers first.</summary>
    [Alias("Submit")] Task<Outcome<Versioned<ApplicationView>>> Submit(CommandContext context, CancellationToken ct);

    /// <summary>Makes a code for the worker; the same command makes the same code.</summary>
    [Alias("Invite")] Task<Outcome<Versioned<InvitationView>>> Invite(CommandContext context, CancellationToken ct);

    /// <summary>The application, for its applicant.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<ApplicationView>>> Read(Actor actor, CancellationToken ct);

    /// <summary>The decision, for the applicant, as it stands; serves nothing.</summary>
    [Alias("Decision"), Orleans.Concurrency.ReadOnly] Task<Outcome<DecisionView>> Decision(Actor actor, CancellationToken ct);

    /// <summary>A task, for its authority; the read is audited before it is answered.</summary>
    [Alias("ReadTask")] Task<Outcome<Versioned<TaskView>>> ReadTask(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>Runs a command of an authority on its task and shows the task afterwards.</summary>
    [Alias("HandleTask")] Task<Outcome<Versioned<TaskView>>> HandleTask(int number, ApplicationCommand command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>Records the result of an appeal, for the authority that decided.</summary>
    [Alias("HandleAppeal")] Task<Outcome<Versioned<AppealView>>> HandleAppeal(ApplicationCommand.DecideAppeal command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>An appeal, for the authority that decided; the read is audited before it is answered.</summary>
    [Alias("ReadAppeal")] Task<Outcome<Versioned<AppealView>>> ReadAppeal(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>Gives back what a quota book holds for it and it does not know of: the book is written first, and a crash can come between. Answers what it knows.</summary>
    [Alias("CheckQuota")] Task<Outcome<QuotaStandings>> CheckQuota(QuotaKey book, CommandContext context, CancellationToken ct);

    /// <summary>The documents, for the applicant; of those whose content is for the other side no more than that they are there.</summary>
    [Alias("Documents"), Orleans.Concurrency.ReadOnly] Task<Outcome<DocumentList>> Documents(Actor actor, CancellationToken ct);

    /// <summary>Whether a document of this type may be added: asked before the content is taken in. Answers the documents.</summary>
    [Alias("MayAddDocument"), Orleans.Concurrency.ReadOnly] Task<Outcome<DocumentList>> MayAddDocument(string type, CommandContext context, CancellationToken ct);

    /// <summary>For the hub itself: what is known of the case, so that nobody is asked for it again.</summary>
    [Alias("Known"), Orleans.Concurrency.ReadOnly] Task<Outcome<ApplicationForm>> Known(CancellationToken ct);

    /// <summary>For the hub itself: the document with this id, in a list of one, or an empty list.</summary>
    [Alias("HasDocument"), Orleans.Concurrency.ReadOnly] Task<Outcome<DocumentList>> HasDocument(DocumentId document, CancellationToken ct);

    /// <summary>Runs a command about a document and shows it.</summary>
    [Alias("HandleDocument")] Task<Outcome<Versioned<DocumentView>>> HandleDocument(ApplicationCommand.OfDocument command, CommandContext context, CancellationToken ct);

    /// <summary>A document under a task, for its authority; the read is audited before it is answered.</summary>
    [Alias("ReadTaskDocument")] Task<Outcome<DocumentView>> ReadTaskDocument(int number, DocumentId document, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>A document whose content this applicant may have now, or why he may not.</summary>
    [Alias("ReadDocument"), Orleans.Concurrency.ReadOnly] Task<Outcome<DocumentView>> ReadDocument(DocumentId document, Actor actor, CancellationToken ct);

    /// <summary>The fees and what was paid for them, for the applicant.</summary>
    [Alias("Fees"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<FeesView>>> Fees(CommandContext context, CancellationToken ct);

    /// <summary>For the hub itself: a register has corrected a record; an open case that leans on it judges its evidence again.</summary>
    [Alias("UpdateEvidence")] Task<Outcome<Versioned<ApplicationView>>> UpdateEvidence(RecordId record, string type, CommandContext context, CancellationToken ct);

    /// <summary>Reports a payment, once nobody else has named its bank reference, or takes in what the register says about one.</summary>
    [Alias("HandlePayment")] Task<Outcome<Versioned<FeesView>>> HandlePayment(ApplicationCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The decision, for one side of the application, on whom the first reading serves it.</summary>
    [Alias("ServeDecision")] Task<Outcome<DecisionView>> ServeDecision(CommandContext context, CancellationToken ct);
}
