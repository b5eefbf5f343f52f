using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Eligibility;

/// <summary>Collects what the rules of one scheme say. A refusal that rests on what was not told is no refusal: that must be known first.</summary>
internal sealed class Reasons(ApplicationForm form)
{
    private readonly List<EligibilityReason> all = [];

    public IReadOnlyList<EligibilityReason> All => all;

    public Verdict Verdict =>
        all.Exists(reason => reason.Result == ReasonResult.NotMet) ? Verdict.DoesNotFit
        : all.Exists(reason => reason.Result == ReasonResult.NeededToKnow) ? Verdict.MoreNeeded
        : Verdict.Fits;

    public void Met(string code, string pointer, string detail) => all.Add(new(code, pointer, detail, ReasonResult.Met));

    public void NotMet(string code, string pointer, string detail) => all.Add(new(code, pointer, detail, ReasonResult.NotMet));

    public void Needed(string code, string pointer, string detail) => all.Add(new(code, pointer, detail, ReasonResult.NeededToKnow));

    /// <summary>True when the form does not say all that a rule needs; each member that is missing is noted.</summary>
    public bool Lacks(string code, string title, IReadOnlyList<string> needs)
    {
        var missing = needs.Where(pointer => !FormPointers.Says(form, pointer)).ToArray();
        foreach (var pointer in missing) Needed(code, pointer, title);
        return missing.Length > 0;
    }

    /// <summary>Notes what a rule found.</summary>
    public void Judged(string code, string title, string pointer, IReadOnlyList<FieldError> errors)
    {
        if (errors.Count == 0) Met(code, pointer, title);
        foreach (var error in errors)
            if (FormPointers.Says(form, error.Pointer)) NotMet(error.Code, error.Pointer, error.Detail);
            else Needed(error.Code, error.Pointer, error.Detail);
    }

    /// <summary>True when something was found against one of these members.</summary>
    public bool Breaks(params ReadOnlySpan<string> pointers)
    {
        foreach (var reason in all)
            if (reason.Result == ReasonResult.NotMet && pointers.Contains(reason.Pointer)) return true;
        return false;
    }
}
