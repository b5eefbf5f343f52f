using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Refusals about invitations and claims. Codes are never used again for another meaning.</summary>
public static class InvitationProblems
{
    /// <summary>The one answer to every claim that fails: nobody learns whether it was the code, the document, the birth date, the time or the tries.</summary>
    public static readonly Problem Refused = new("INV-00001", 404, "There is no place for this code, document and birth date");

    /// <summary>What was sent cannot be a claim at all.</summary>
    public static readonly Problem Invalid = new("INV-00002", 422, "The claim breaks a rule");

    /// <summary>Under this scheme the employer applies alone, or it was the employer who filed this case: the worker sees it, is heard and challenges the decision.</summary>
    public static readonly Problem EmployerFiles = new("INV-00003", 409, "The employer files this application, answers for it and takes it back");

    /// <summary>A place is claimed once.</summary>
    public static readonly Problem Claimed = new("INV-00004", 409, "The worker has claimed his place already");

    /// <summary>Under this scheme the worker applies, or it was he who filed this case.</summary>
    public static readonly Problem WorkerFiles = new("INV-00005", 409, "The worker files this application and takes it back");

    /// <summary>Only where either of them applies does a worker begin; a renewal also where he alone does.</summary>
    public static readonly Problem EmployerBegins = new("INV-00006", 409, "Under this scheme the employer begins the application");

    /// <summary>Nobody is employed by an employer that knows nothing of it.</summary>
    public static readonly Problem EmployerSilent = new("INV-00007", 409, "The employer has not confirmed its part of the application yet");
}
