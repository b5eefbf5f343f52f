using System.Text.RegularExpressions;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What a definition of the right shape must still satisfy to be a law that the hub can carry out.</summary>
internal static partial class SchemeChecks
{
    private static readonly string[] Channels = ["self-service", "counter", "online", "any"];

    public static void Check(Scheme scheme, AccessMatrix matrix, FieldErrors errors)
    {
        Head(scheme, errors);
        SchemeBounds.Check(scheme, errors);
        Admission(scheme, errors);
        EvidenceChecks.Check(scheme, errors);
        StepChecks.Check(scheme, matrix, errors);
        DecisionChecks.Check(scheme, errors);
        Quota(scheme, errors);
        AfterGrant(scheme, errors);
    }

    private static void Head(Scheme scheme, FieldErrors errors)
    {
        errors.Require(Id().IsMatch(scheme.Id), "/id", "id", "Small letters, digits and hyphens, at most 60.");
        errors.Require(Version().IsMatch(scheme.Version), "/version", "version", "Digits, letters, dots and hyphens, at most 20.");
        errors.Require(scheme.Title.Trim().Length is > 0 and <= 200, "/title", "length", "1 to 200 characters.");
        errors.Require(scheme.Jurisdiction == "EU" || scheme.Country is not null, "/jurisdiction", "country", "An ISO 3166-1 alpha-2 code, or EU.");
        errors.Require(scheme.LegalBasis.Count > 0, "/legalBasis", "required", "At least one act.");
        errors.Require(TimeZoneInfo.TryFindSystemTimeZoneById(scheme.TimeZone, out _), "/timeZone", "time-zone", "An IANA time zone.");
        errors.Require(WorkCalendar.TryGet(scheme.Calendar, out _), "/calendar", "calendar", "A calendar that this installation knows: CA, EE, EU or PL.");
        var law = scheme.Status == SchemeStatus.InForce;
        errors.Require(!law || scheme.ValidFrom is not null, "/validFrom", "required", "Law has a first day.");
        errors.Require(scheme.Status != SchemeStatus.Draft || scheme.ValidFrom is null, "/validFrom", "draft", "A draft has no first day.");
        errors.Require(!law || scheme.ValidFrom is not { } first || WorkCalendar.Covers(first), "/validFrom", "calendar-year", "The holidays of that year are not known to this installation.");
        errors.Require(scheme.ValidTo is not { } last || last >= scheme.ValidFrom, "/validTo", "order", "Not before the first day.");
    }

    private static void Admission(Scheme scheme, FieldErrors errors)
    {
        var national = scheme.Status is SchemeStatus.InForce or SchemeStatus.Draft;
        errors.Require(scheme.ApplyFrom.Count > 0, "/applyFrom", "required", "At least one place.");
        errors.Require(scheme.Audience.Count > 0, "/audience", "required", "At least one condition.");
        Each(errors, scheme.Occupations, "/occupations", ReferenceData.IsOccupationGroup, "isco", "An ISCO-08 group.");
        Each(errors, scheme.Sectors, "/sectors", ReferenceData.IsActivity, "nace", "A NACE Rev. 2.1 section, division, group or class.");
        var stay = scheme.Stay;
        errors.Require(stay.Max is not null || !national, "/stay/max", "range", "Only a directive may leave it to national law.");
        errors.Require(stay.Window is null || (stay.Unit == StayUnit.CalendarDays && stay.Window >= stay.Max && stay.Window <= 3660), "/stay/window", "range", "Calendar days, not fewer than the longest stay.");
        if (stay.Season is { } season)
            errors.Require(DayOfYear(season.From) is { } from && DayOfYear(season.To) is { } to && from <= to, "/stay/season", "season", "Two days such as 01-01 and 12-15, in order.");
        errors.Require(stay.ShorterContract is null || stay is { Max: not null, Window: null, Season: null, Unit: not StayUnit.MonthsPerCalendarYear }, "/stay/shorterContract", "longest-stay", "Only where the longest stay is counted from the first day: no window, no season, no months of a calendar year.");
        errors.Require(stay.ShorterContract is null or { LegalBasis.Length: > 0 and <= 200 }, "/stay/shorterContract/legalBasis", "length", "1 to 200 characters.");
        var pay = scheme.Remuneration;
        errors.Require(pay.FullTimeHours is > 0 and <= 48, "/remuneration/fullTimeHours", "range", "More than 0 and at most 48 (Dir. 2003/88 art. 6).");
        errors.Require(pay.Basis != PayBasis.AverageGrossMonthlyWageLastPublished || pay is { Coefficient: > 0, Amount: not null }, "/remuneration/amount", "required", "A coefficient and the amount in force.");
        for (var i = 0; i < pay.Exceptions.Count; i++) Exception(pay, pay.Exceptions[i], $"/remuneration/exceptions/{i}", errors);
    }

    // A coefficient says that there is a floor: without its amount there would be none, and with another one than it makes nobody knows which is meant.
    private static void Exception(RemunerationRule pay, RemunerationException exception, string pointer, FieldErrors errors)
    {
        errors.Require(exception.Amount is not { } own || (own.Amount > 0 && own.Currency == pay.Amount?.Currency), $"{pointer}/amount", "amount", "A positive amount in the currency of the rule.");
        if (exception.Coefficient is not { } coefficient) return;
        errors.Require(exception.Amount is not null, $"{pointer}/amount", "required", "The amount in force, where there is a coefficient.");
        errors.Require(pay.Basis == PayBasis.AverageGrossMonthlyWageLastPublished || pay is { Coefficient: > 0, Amount: not null }, $"{pointer}/coefficient", "base", "The rule itself says no coefficient and amount, so nobody knows of what this is a part.");
        if (exception.Amount is { Amount: > 0 } amount && pay is { Coefficient: > 0 and { } whole, Amount: { Amount: > 0 } full })
            errors.Require(Math.Abs((full.Amount / whole * coefficient) - amount.Amount) <= 0.01m, $"{pointer}/amount", "coefficient", "The amount of the rule, divided by its coefficient, times this one.");
    }

    private static void Quota(Scheme scheme, FieldErrors errors)
    {
        if (scheme.LabourMarketTest is { } test)
            errors.Require(scheme.Steps.Any(step => step.Code == test.Step && !step.Decides), "/labourMarketTest/step", "unknown", "A check of this scheme.");
        if (scheme.Quota is not { } quota) return;
        errors.Require(Id().IsMatch(quota.Id), "/quota/id", "id", "Small letters, digits and hyphens, at most 60.");
        errors.Require(quota.Size is null or >= 0 and <= 1_000_000, "/quota/size", "range", "0 to 1,000,000.");
        errors.Require(quota.PerEmployerMax is null or > 0 and <= 1_000_000, "/quota/perEmployerMax", "range", "1 to 1,000,000.");
        errors.Require(quota.Order == "submission-time", "/quota/order", "one-of", "One of: submission-time.");
        errors.Require(quota.ReserveAt == "submission" || scheme.Steps.Any(step => step.Code == quota.ReserveAt && !step.Decides), "/quota/reserveAt", "unknown", "submission, or a check of this scheme.");
        errors.Require(scheme.Decision.Outcomes.Contains("inadmissible-quota"), "/decision/outcomes", "inadmissible-quota", "Where places are counted, an application without one can be found inadmissible.");
    }

    private static void AfterGrant(Scheme scheme, FieldErrors errors)
    {
        for (var i = 0; i < scheme.Fees.Count; i++)
        {
            var fee = scheme.Fees[i];
            errors.Require(Channels.Contains(fee.Channel), $"/fees/{i}/channel", "one-of", $"One of: {string.Join(", ", Channels)}.");
            errors.Require(fee.Payer != Party.Employer || fee.RecoverableFromWorker is false, $"/fees/{i}/recoverableFromWorker", "recovery", "What the employer pays is never recovered from the worker (Dir. 2024/1233 art. 10).");
        }
        Once(errors, scheme.Obligations.Select(duty => duty.Code), "/obligations", "code");
        for (var i = 0; i < scheme.Obligations.Count; i++)
        {
            var duty = scheme.Obligations[i];
            errors.Require(duty.To == "employer" || AuthorityNames.Exists(duty.To), $"/obligations/{i}/to", "unknown", "An authority of the domain, or employer.");
            errors.Require(duty.SatisfiedBy is null || RecordTypes.Find(duty.SatisfiedBy) is not null, $"/obligations/{i}/satisfiedBy", "unknown", "A record type of the domain.");
            errors.Require(duty.AlertRule is null || AlertRule().IsMatch(duty.AlertRule), $"/obligations/{i}/alertRule", "unknown", "An alert rule such as LRA-07.");
        }
        errors.Require(scheme.ChangeEmployer is not { MaxFirstEmploymentMonths: > 6 } || !scheme.CombinedTitle, "/changeEmployer/maxFirstEmploymentMonths", "range", "At most six months (Dir. 2024/1233 art. 11(3)).");
        errors.Require(scheme.Partner is null || (ReferenceData.IsCountry(scheme.Partner.Country) && AuthorityNames.Exists(scheme.Partner.Authority) && scheme.Partner.AgreementId.Length > 0), "/partner", "unknown", "A country, an authority of the domain and an agreement.");
        for (var i = 0; i < scheme.Steps.Count; i++)
            errors.Require(scheme.Steps[i].Authority != "PARTNER" || scheme.Partner is not null, $"/steps/{i}/authority", "agreement", "Nothing is transferred to a partner state without an agreement (GDPR art. 46, 49(3)).");
        foreach (var rule in scheme.AlertOverrides.Keys)
            errors.Require(AlertRule().IsMatch(rule), $"/alertOverrides/{rule}", "unknown", "An alert rule such as LRA-07.");
        foreach (var item in scheme.CostSharing.GroupBy(share => share.Item))
            errors.Require(item.Sum(share => share.Share) == 1m, "/costSharing", "sum", $"The shares of {item.Key} make one.");
    }

    /// <summary>Each name once.</summary>
    public static void Once(FieldErrors errors, IEnumerable<string> names, string pointer, string member)
    {
        var seen = new HashSet<string>();
        foreach (var (index, name) in names.Index())
            errors.Require(seen.Add(name), $"{pointer}/{index}/{member}", "duplicate", "Each once.");
    }

    private static void Each(FieldErrors errors, IReadOnlyList<string> values, string pointer, Func<string, bool> known, string code, string detail)
    {
        for (var i = 0; i < values.Count; i++) errors.Require(known(values[i]), $"{pointer}/{i}", code, detail);
    }

    private static DateOnly? DayOfYear(string text) => DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", out var day) ? day : null;

    [GeneratedRegex(@"^[a-z][a-z0-9-]{1,59}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(@"^LRA-[0-9]{2}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AlertRule();
}
