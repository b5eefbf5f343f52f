using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Eligibility;

/// <summary>What a question must satisfy to be one. Details never repeat a value.</summary>
internal static class QuestionRules
{
    private const int MostStays = 50;

    public static FieldErrors Check(EligibilityQuestion question, IReadOnlyList<Scheme> schemes, DateTimeOffset at)
    {
        var errors = new FieldErrors();
        // What is wrong in a form under every scheme is wrong in the question; what one scheme alone does not take, that scheme says.
        var faults = schemes.Select(scheme => ApplicationFormRules.CheckDraft(question.Form(scheme), scheme, scheme.DayOf(at)).All).ToArray();
        foreach (var fault in faults[0].Where(fault => faults.All(all => all.Contains(fault)))) errors.Add(fault.Pointer, fault.Code, fault.Detail);
        if (question.Employment?.Category is { } category)
            errors.Require(category == ApplicationFormRules.StandardCategory || schemes.Any(scheme => scheme.Categories.Contains(category)), "/employment/category", "one-of", "standard, or a category that a scheme names.");
        Stays(errors, question.EarlierStays ?? [], schemes);
        return errors;
    }

    private static void Stays(FieldErrors errors, IReadOnlyList<EarlierStay> stays, IReadOnlyList<Scheme> schemes)
    {
        errors.Require(stays.Count <= MostStays, "/earlierStays", "too-many", $"At most {MostStays}.");
        for (var i = 0; i < Math.Min(stays.Count, MostStays); i++)
        {
            errors.Require(IsDay(stays[i]?.From), $"/earlierStays/{i}/from", "date-range", "A date between 2000 and 2100.");
            errors.Require(IsDay(stays[i]?.To), $"/earlierStays/{i}/to", "date-range", "A date between 2000 and 2100.");
            errors.Require(!(stays[i]?.To < stays[i]?.From), $"/earlierStays/{i}/to", "order", "The end is not before the start.");
            errors.Require(stays[i]?.Scheme is not { } id || schemes.Any(scheme => scheme.Id == id), $"/earlierStays/{i}/scheme", "unknown", "A scheme of this installation.");
        }
    }

    private static bool IsDay(DateOnly? day) => day is { Year: >= 2000 and <= 2100 };
}
