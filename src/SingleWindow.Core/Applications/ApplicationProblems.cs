using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Refusals about applications and tasks. Codes are never used again for another meaning.</summary>
public static class ApplicationProblems
{
    /// <summary>Unknown, or not the caller's: the two look the same.</summary>
    public static readonly Problem Unknown = new("APP-00001", 404, "There is no such application");

    /// <summary>Members of the form break a rule.</summary>
    public static readonly Problem Invalid = new("APP-00002", 422, "The application breaks a rule");

    /// <summary>Only a draft can be changed or submitted.</summary>
    public static readonly Problem NotDraft = new("APP-00003", 409, "The application has been submitted already");

    /// <summary>The application has ended.</summary>
    public static readonly Problem Ended = new("APP-00004", 409, "The application has ended");

    /// <summary>There is no such open request to answer.</summary>
    public static readonly Problem NothingToAnswer = new("APP-00006", 409, "There is no open request with this number");

    /// <summary>There is no decision yet.</summary>
    public static readonly Problem NoDecision = new("APP-00007", 404, "There is no decision yet");

    /// <summary>The identity documents in the form belong to two different workers.</summary>
    public static readonly Problem TwoWorkers = new("APP-00008", 409, "The identifiers in the application belong to two different persons");

    /// <summary>The employer is not registered with the hub.</summary>
    public static readonly Problem NoEmployer = new("APP-00009", 422, "The employer is not registered");

    /// <summary>Only a decision can be challenged.</summary>
    public static readonly Problem NothingDecided = new("APP-00013", 409, "There is no decision to challenge");

    /// <summary>The decision is being challenged already.</summary>
    public static readonly Problem UnderAppeal = new("APP-00014", 409, "You have challenged this decision already");

    /// <summary>The time for a challenge has passed.</summary>
    public static readonly Problem AppealTooLate = new("APP-00015", 409, "The time to challenge the decision has passed");

    /// <summary>The applicant has no such open step.</summary>
    public static readonly Problem NothingToReport = new("APP-00016", 409, "The applicant has no open step of this name");

    /// <summary>The same is asked for already.</summary>
    public static readonly Problem Duplicate = new("APP-00017", 409, "This employer has an application for this worker and period already");

    /// <summary>What a permit would say is not known any more.</summary>
    public static readonly Problem Erased = new("APP-00012", 409, "The data of the application have been erased");

    /// <summary>A permit is renewed within its days.</summary>
    public static readonly Problem RenewalTooLate = new("APP-00020", 409, "The permit is over: it cannot be renewed or taken over any more");

    /// <summary>One at a time.</summary>
    public static readonly Problem RenewalPending = new("APP-00021", 409, "Another application for the same permit waits for its decision");

    /// <summary>A permit is its holder's.</summary>
    public static readonly Problem RenewsAnothers = new("APP-00022", 422, "The permit belongs to another worker");

    /// <summary>Unknown, or another authority's: the two look the same.</summary>
    public static readonly Problem UnknownTask = new("TSK-00001", 404, "There is no such task");

    /// <summary>The task is finished.</summary>
    public static readonly Problem TaskClosed = new("TSK-00002", 409, "The task is finished");

    /// <summary>A colleague works on it.</summary>
    public static readonly Problem TaskClaimed = new("TSK-00003", 409, "Another official has claimed the task");

    /// <summary>The step does not know this outcome.</summary>
    public static readonly Problem NoSuchOutcome = new("TSK-00004", 422, "This step does not have that outcome");

    /// <summary>Only the deciding step does that.</summary>
    public static readonly Problem NotDeciding = new("TSK-00005", 422, "Only the deciding step may do that");

    /// <summary>An official must sign.</summary>
    public static readonly Problem NotSigned = new("TSK-00006", 422, "A decision is signed by a named official of the deciding authority");

    /// <summary>The applicant is heard before an adverse decision.</summary>
    public static readonly Problem NotHeard = new("TSK-00007", 409, "The applicant is heard before an adverse decision");

    /// <summary>An adverse decision names its grounds and reasons.</summary>
    public static readonly Problem NoGrounds = new("TSK-00008", 422, "An adverse decision names its grounds and its reasons");

    /// <summary>Checks are still running.</summary>
    public static readonly Problem ChecksOpen = new("TSK-00009", 409, "Not every check is finished");

    /// <summary>Information is awaited.</summary>
    public static readonly Problem AwaitsApplicant = new("TSK-00010", 409, "The applicant has been asked and may still answer");

    /// <summary>Not reviewed needs an unanswered request whose time has passed.</summary>
    public static readonly Problem NothingLapsed = new("TSK-00011", 409, "No request for information has gone unanswered");

    /// <summary>A request to the applicant says what is missing.</summary>
    public static readonly Problem EmptyRequest = new("TSK-00012", 422, "A request for information names what is missing");

    /// <summary>A permit cannot begin after the last planned day.</summary>
    public static readonly Problem PeriodOver = new("TSK-00013", 409, "The planned period of work is over");

    /// <summary>An objection says in words what it objects to: the applicant is heard on it.</summary>
    public static readonly Problem EmptyObjection = new("TSK-00014", 422, "An objection says what it objects to");

    /// <summary>The law gives no more time, or not again.</summary>
    public static readonly Problem NoExtension = new("TSK-00016", 409, "The period cannot be extended");

    /// <summary>Checks that the law requires were left out, because one of them found that nothing can follow.</summary>
    public static readonly Problem ChecksLeftOut = new("TSK-00017", 409, "Checks were left out, so nothing can be granted");

    /// <summary>Conditions belong to a grant.</summary>
    public static readonly Problem NoConditions = new("TSK-00018", 422, "Only a grant can carry conditions");

    /// <summary>What a grant rests on has grown too old; it is asked for again, without a command.</summary>
    public static readonly Problem TestTooOld = new("TSK-00019", 409, "The labour-market test is older than the law allows; it is made again");

    /// <summary>What was filed is against a rule of the law that governs the case, though not against that of the day of filing: the case is deficient. Each detail names the member of the form.</summary>
    public static readonly Problem AgainstLaw = new("TSK-00020", 409, "What was filed breaks a rule of the law that governs the case");

    /// <summary>Evidence is missing that the applicant must give: the case is deficient. Each detail names the type of the evidence.</summary>
    public static readonly Problem EvidenceMissing = new("TSK-00021", 409, "Evidence is missing that the applicant must give");

    /// <summary>The stay would be longer than the scheme allows in its window.</summary>
    public static readonly Problem StayTooLong = new("TSK-00015", 409, "With the permits granted meanwhile the stay would be longer than the scheme allows");
}
