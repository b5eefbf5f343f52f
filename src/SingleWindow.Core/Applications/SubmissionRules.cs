using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What a submission needs beyond a draft: everything that the scheme asks of the applicant, and the rules that a machine can judge.</summary>
public static class SubmissionRules
{
    /// <summary>Everything that is missing or against a rule of the scheme.</summary>
    public static FieldErrors Check(ApplicationForm form, Scheme scheme, DateOnly today, CaseFacts? known = null)
    {
        var errors = ApplicationFormRules.CheckDraft(form, scheme, today);
        var facts = known ?? form.Facts(scheme);
        Present(errors, form, scheme);
        foreach (var rule in scheme.Evidence.Where(rule => rule is { Mandatory: true, IsDeclared: true, IsUploaded: false, RecordType: null } && rule.AppliesTo(facts)))
            errors.Require(form.Evidence?.Any(statement => statement?.Type == rule.Type && statement.Statement is not null) is true, "/evidence", "required", $"A statement of type {rule.Type}.");
        if (!errors.IsEmpty) return errors;
        foreach (var rule in SubmissionRule.All.Where(rule => rule.Needs(scheme) is not null)) rule.Check(errors, form, scheme, facts, today);
        return errors;
    }

    /// <summary>The least gross monthly pay for this post under this scheme, or null when there is none.</summary>
    public static Money? RequiredPay(ApplicationForm form, Scheme scheme, CaseFacts facts)
    {
        if (scheme.Remuneration.AmountFor(facts) is not { } full) return null;
        var share = Math.Min(1m, form.Employment!.WeeklyHours!.Value / scheme.Remuneration.FullTimeHours);
        return full with { Amount = decimal.Round(full.Amount * share, 2, MidpointRounding.AwayFromZero) };
    }

    private static void Present(FieldErrors errors, ApplicationForm form, Scheme scheme)
    {
        errors.RequirePresent(form.Worker?.FamilyName, "/worker/familyName");
        errors.RequirePresent(form.Worker?.BirthDate, "/worker/birthDate");
        errors.Require(form.Worker?.Citizenships?.Count > 0, "/worker/citizenships", "required", "At least one.");
        errors.RequirePresent(form.Worker?.TravelDocument?.Type, "/worker/travelDocument/type");
        errors.RequirePresent(form.Worker?.TravelDocument?.Number, "/worker/travelDocument/number");
        errors.RequirePresent(form.Worker?.TravelDocument?.Issuer, "/worker/travelDocument/issuer");
        errors.RequirePresent(form.Worker?.TravelDocument?.Expires, "/worker/travelDocument/expires");
        if (scheme.AsksFor("resident-outside-union")) errors.RequirePresent(form.Worker?.Residence, "/worker/residence");
        if (scheme.AsksFor("foreign-qualification")) errors.RequirePresent(form.Worker?.QualificationCountry, "/worker/qualificationCountry");
        errors.RequirePresent(form.Employment?.JobTitle, "/employment/jobTitle");
        errors.RequirePresent(form.Employment?.Isco, "/employment/isco");
        if (scheme.Sectors.Count > 0 || scheme.AsksFor("nace")) errors.RequirePresent(form.Employment?.Nace, "/employment/nace");
        errors.RequirePresent(form.Employment?.WageMonthly, "/employment/wageMonthly");
        errors.RequirePresent(form.Employment?.WeeklyHours, "/employment/weeklyHours");
        errors.RequirePresent(form.Employment?.WorkplaceAddress, "/employment/workplaceAddress");
        errors.RequirePresent(form.Employment?.PlannedStart, "/employment/plannedStart");
        errors.RequirePresent(form.Employment?.PlannedEnd, "/employment/plannedEnd");
        errors.RequirePresent(form.LegalStay?.Basis, "/legalStay/basis");
        if (form.LegalStay?.Basis != ApplicationFormRules.VisaToBeSought) errors.RequirePresent(form.LegalStay?.Until, "/legalStay/until");
    }

    internal static void Start(FieldErrors errors, EmploymentForm post, DateOnly today)
    {
        var start = post.PlannedStart!.Value;
        errors.Require(start >= today, "/employment/plannedStart", "past", "Work starts after it is registered: not before today.");
        errors.Require(start <= today.AddYears(1), "/employment/plannedStart", "date-range", "At most a year from now.");
    }

    internal static void Length(FieldErrors errors, EmploymentForm post, Scheme scheme, CaseFacts facts)
    {
        if (StayRules.TooLong(new(post.PlannedStart!.Value, post.PlannedEnd!.Value), scheme.Stay, facts) is { } tooLong) errors.Add(tooLong.Pointer, tooLong.Code, tooLong.Detail);
    }

    internal static void Pay(FieldErrors errors, ApplicationForm form, Scheme scheme, CaseFacts facts)
    {
        if (RequiredPay(form, scheme, facts) is { } floor)
            errors.Require(form.Employment!.WageMonthly!.Amount >= floor.Amount, "/employment/wageMonthly/amount", "pay-threshold",
                FormattableString.Invariant($"At least {floor.Amount:0.00} {floor.Currency} a month for these hours."));
    }
}
