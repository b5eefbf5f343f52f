using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>
/// What can be judged on a row alone. It is the very rule of a submission, asked before there is a draft: a row that cannot be filed leaves none behind.
/// </summary>
public static class RowRules
{
    /// <summary>Why the form cannot be filed under this scheme at this moment; null: as far as it says itself, it can.</summary>
    public static Problem? CannotFile(ApplicationForm form, string scheme, DateTimeOffset at, SchemeCatalog schemes)
    {
        if (schemes.Newest(scheme) is not { } newest || schemes.InForce(scheme, newest.DayOf(at)) is not { } law) return SchemeProblems.NotInForce;
        return SubmissionRules.Check(form, law, law.DayOf(at)) is { IsEmpty: false } errors ? ApplicationProblems.Invalid.At(errors.All) : null;
    }
}
