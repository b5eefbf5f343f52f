using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>
/// How much of what registers say about a worker leaves the hub. Whoever names a stranger in an application must not learn from it what the registers know of him:
/// the employer hears that a register answers, and nothing of the answer (ADR 0013).
/// </summary>
public static class EvidenceDisclosure
{
    /// <summary>True when it is about the worker, and a register may hold it.</summary>
    public static bool IsOfWorkersRegister(this EvidenceItem item, Scheme scheme) => item.RuleIn(scheme) is { Subject: Party.Worker, RecordType: not null };

    /// <summary>The scheme's rule that asks for it; null when its version asks no more.</summary>
    public static EvidenceRule? RuleIn(this EvidenceItem item, Scheme scheme) => scheme.Evidence.FirstOrDefault(rule => rule.Type == item.Type);

    // What this version of the scheme does not ask for may be the worker's own: it is treated so. What a register said in so many words is for whom it is about.
    internal static EvidenceItem ShownTo(this EvidenceItem item, ApplicantSide? side, Scheme scheme)
    {
        var rule = item.RuleIn(scheme);
        if (side != ApplicantSide.Worker && rule is (null or { Subject: Party.Worker, RecordType: not null })) return new(item.Type, item.Source, item.IsOfRegister ? EvidenceResult.Held : item.Result);
        var isAbout = rule is not null && side == (rule.Subject == Party.Worker ? ApplicantSide.Worker : ApplicantSide.Employer);
        return item.Said is null || isAbout ? item : item.Bare();
    }
}
