using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Refusals about permits. Codes are never used again for another meaning.</summary>
public static class PermitProblems
{
    /// <summary>Unknown, or not the caller's: the two look the same.</summary>
    public static readonly Problem Unknown = new("PRM-00001", 404, "There is no such permit");

    /// <summary>A member of the request breaks a rule.</summary>
    public static readonly Problem Invalid = new("PRM-00002", 422, "The request about the permit breaks a rule");

    /// <summary>It has ended, expired or been withdrawn.</summary>
    public static readonly Problem Over = new("PRM-00003", 409, "The permit is over");

    /// <summary>Notice of this has been given, or of what rules it out.</summary>
    public static readonly Problem NoticeGiven = new("PRM-00004", 409, "Notice of this has been given already, or the work is over");

    /// <summary>What did not begin cannot end.</summary>
    public static readonly Problem NeverStarted = new("PRM-00005", 409, "Notice was given that the work did not begin");

    /// <summary>A withdrawal names its grounds and reasons, all of them heard.</summary>
    public static readonly Problem NoGrounds = new("PRM-00006", 422, "A withdrawal names its grounds and its reasons");

    /// <summary>Employer and worker are being heard.</summary>
    public static readonly Problem HearingOpen = new("PRM-00007", 409, "A withdrawal is intended already");

    /// <summary>Nobody has been heard.</summary>
    public static readonly Problem NoHearing = new("PRM-00008", 409, "Employer and worker are heard before a withdrawal");

    /// <summary>There is still time to reply.</summary>
    public static readonly Problem AwaitsReply = new("PRM-00009", 409, "Employer and worker have been asked and may still reply");

    /// <summary>An official must sign.</summary>
    public static readonly Problem NotSigned = new("PRM-00010", 422, "A withdrawal is signed by a named official of the deciding authority");

    /// <summary>No reply is awaited from the caller.</summary>
    public static readonly Problem NothingToReply = new("PRM-00011", 409, "No reply is awaited, or its time has passed");

    /// <summary>Only a withdrawal, or an opposition to a change of employer, can be challenged.</summary>
    public static readonly Problem NothingDecided = new("PRM-00012", 409, "There is nothing to challenge");

    /// <summary>The caller has challenged it already.</summary>
    public static readonly Problem UnderAppeal = new("PRM-00013", 409, "You have challenged it already");

    /// <summary>One renewal at a time.</summary>
    public static readonly Problem RenewalPending = new("PRM-00015", 409, "A renewal of the permit waits for its decision");

    /// <summary>The law knows no renewal here.</summary>
    public static readonly Problem NotRenewable = new("PRM-00016", 409, "Permits of this scheme are not renewed: file a new application");

    /// <summary>Nothing goes on that is over.</summary>
    public static readonly Problem WorkOver = new("PRM-00017", 409, "The work with this employer is over");

    /// <summary>No change.</summary>
    public static readonly Problem Bound = new("PRM-00018", 409, "Under this scheme the permit is bound to its employer: another employer needs another permit");

    /// <summary>Another way.</summary>
    public static readonly Problem ApplyAnew = new("PRM-00019", 409, "Under this scheme the new employer files an application of its own");

    /// <summary>Another way.</summary>
    public static readonly Problem AskPartner = new("PRM-00020", 409, "Under this scheme the authority of the partner state permits a transfer");

    /// <summary>Not yet.</summary>
    public static readonly Problem StillBound = new("PRM-00021", 409, "The worker is bound to the first employer for some months");

    /// <summary>One at a time.</summary>
    public static readonly Problem ChangeOpen = new("PRM-00022", 409, "A change of employer waits for the worker or for the authority");

    /// <summary>No change.</summary>
    public static readonly Problem SameEmployer = new("PRM-00023", 409, "The holder works for this employer");

    /// <summary>Nothing that the worker could say yes or no to.</summary>
    public static readonly Problem NothingToAnswer = new("PRM-00024", 409, "No change of employer waits for the worker");

    /// <summary>The permit would be over by then.</summary>
    public static readonly Problem ChangeTooLate = new("PRM-00025", 409, "The change would come after the last day of the permit");

    /// <summary>Silence was consent.</summary>
    public static readonly Problem NothingToOppose = new("PRM-00026", 409, "There is no change of employer to oppose, or the time for it has passed");

    /// <summary>The holder is not looking for work, the scheme gives no more time, or it has been given.</summary>
    public static readonly Problem NothingToExtend = new("PRM-00027", 409, "There is no time to look for work that could be extended");

    /// <summary>No register shows it.</summary>
    public static readonly Problem NoFinding = new("PRM-00028", 409, "No finding of exploitative conditions under this permit stands in the register");

    /// <summary>No notice of an end waits.</summary>
    public static readonly Problem NothingToContest = new("PRM-00029", 409, "There is no notice of an end to contest");

    /// <summary>The register or the authority has spoken.</summary>
    public static readonly Problem EndConfirmed = new("PRM-00030", 409, "The end of the work has been confirmed");

    /// <summary>Nobody says the same again over the worker's head.</summary>
    public static readonly Problem NoticeContested = new("PRM-00031", 409, "The worker contests the notice: the authority says whether it stands");

    /// <summary>There is nothing to take back.</summary>
    public static readonly Problem NothingToRetract = new("PRM-00032", 409, "There is no notice of an end to take back");

    /// <summary>The time for a challenge has passed.</summary>
    public static readonly Problem AppealTooLate = new("PRM-00014", 409, "The time to challenge it has passed");
}
