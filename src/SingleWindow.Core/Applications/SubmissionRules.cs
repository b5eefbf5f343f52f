using SingleWindow.Core.Reference;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>What a submission needs beyond a draft: everything that the scheme asks of the applicant, and the rules that a machine can judge.</summary>
public static class SubmissionRules
{
    /// <summary>Everything that is missing or against a rule of the scheme.</summary>
    public static FieldErrors Check(ApplicationForm form, Scheme scheme, DateOnly today)
    {
        var errors = ApplicationFormRules.CheckDraft(form, scheme, today);
        Present(errors, form);
        foreach (var rule in scheme.Evidence.Where(rule => rule is { Mandatory: true, IsDeclared: true }))
            errors.Require(form.Evidence?.Any(statement => statement?.Type == rule.Type && statement.Statement is not null) is true, "/evidence", "required", $"A statement of type {rule.Type}.");
        if (!errors.IsEmpty) return errors;
        Audience(errors, form.Worker!, scheme);
        Stay(errors, form.Employment!, scheme, today);
        Pay(errors, form.Employment!, scheme);
        return errors;
    }

    /// <summary>True when these days and the permits that the worker holds already stay within the scheme's window.</summary>
    public static bool FitsWindow(Stay days, IReadOnlyList<Stay>? held, Scheme scheme) =>
        scheme.Stay.Window is not { } window
        || RollingWindow.FirstExcess(held ?? [], days, scheme.Stay.Max, window) is null;

    /// <summary>The least gross monthly pay for this post under this scheme, or null when there is none.</summary>
    public static Money? RequiredPay(EmploymentForm post, RemunerationRule rule)
    {
        var exception = rule.Exceptions.FirstOrDefault(exception => exception.When == post.Category);
        var full = exception is null ? rule.Amount : exception.Amount;
        if (full is null) return null;
        var share = Math.Min(1m, post.WeeklyHours!.Value / rule.FullTimeHours);
        return full with { Amount = decimal.Round(full.Amount * share, 2, MidpointRounding.AwayFromZero) };
    }

    private static void Present(FieldErrors errors, ApplicationForm form)
    {
        errors.RequirePresent(form.Worker?.FamilyName, "/worker/familyName");
        errors.RequirePresent(form.Worker?.BirthDate, "/worker/birthDate");
        errors.Require(form.Worker?.Citizenships?.Count > 0, "/worker/citizenships", "required", "At least one.");
        errors.RequirePresent(form.Worker?.TravelDocument?.Type, "/worker/travelDocument/type");
        errors.RequirePresent(form.Worker?.TravelDocument?.Number, "/worker/travelDocument/number");
        errors.RequirePresent(form.Worker?.TravelDocument?.Issuer, "/worker/travelDocument/issuer");
        errors.RequirePresent(form.Worker?.TravelDocument?.Expires, "/worker/travelDocument/expires");
        errors.RequirePresent(form.Employment?.JobTitle, "/employment/jobTitle");
        errors.RequirePresent(form.Employment?.Isco, "/employment/isco");
        errors.RequirePresent(form.Employment?.WageMonthly, "/employment/wageMonthly");
        errors.RequirePresent(form.Employment?.WeeklyHours, "/employment/weeklyHours");
        errors.RequirePresent(form.Employment?.WorkplaceAddress, "/employment/workplaceAddress");
        errors.RequirePresent(form.Employment?.PlannedStart, "/employment/plannedStart");
        errors.RequirePresent(form.Employment?.PlannedEnd, "/employment/plannedEnd");
        errors.RequirePresent(form.LegalStay?.Basis, "/legalStay/basis");
        if (form.LegalStay?.Basis != ApplicationFormRules.VisaToBeSought) errors.RequirePresent(form.LegalStay?.Until, "/legalStay/until");
    }

    private static void Audience(FieldErrors errors, PersonForm worker, Scheme scheme)
    {
        if (scheme.Audience.Contains("third-country-national"))
            errors.Require(!worker.Citizenships!.Any(ReferenceData.HasFreeMovement), "/worker/citizenships", "audience", "Citizens of the Union, the EEA and Switzerland need no permit.");
    }

    private static void Stay(FieldErrors errors, EmploymentForm post, Scheme scheme, DateOnly today)
    {
        var (start, end) = (post.PlannedStart!.Value, post.PlannedEnd!.Value);
        errors.Require(start >= today, "/employment/plannedStart", "past", "Work starts after it is registered: not before today.");
        errors.Require(start <= today.AddYears(1), "/employment/plannedStart", "date-range", "At most a year from now.");
        errors.Require(end.DayNumber - start.DayNumber + 1 <= scheme.Stay.Max, "/employment/plannedEnd", "longest-stay", $"At most {scheme.Stay.Max} days.");
    }

    private static void Pay(FieldErrors errors, EmploymentForm post, Scheme scheme)
    {
        if (RequiredPay(post, scheme.Remuneration) is { } floor)
            errors.Require(post.WageMonthly!.Amount >= floor.Amount, "/employment/wageMonthly/amount", "pay-threshold",
                FormattableString.Invariant($"At least {floor.Amount:0.00} {floor.Currency} a month for these hours."));
    }
}
