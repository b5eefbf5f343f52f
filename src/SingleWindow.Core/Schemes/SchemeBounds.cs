using SingleWindow.Core.Fees;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>How large the numbers of a definition may be. A law that counts further than any calendar reaches could not be carried out, and nobody could be told so in time.</summary>
internal static class SchemeBounds
{
    private const int Days = 3660, Months = 120, Years = 10;

    public static void Check(Scheme scheme, FieldErrors errors)
    {
        Stay(scheme.Stay, errors);
        Pay(scheme.Remuneration, errors);
        Evidence(scheme, errors);
        Decision(scheme.Decision, errors);
        AfterGrant(scheme, errors);
        Programme(scheme, errors);
    }

    /// <summary>A positive period of at most ten years, for every rule that has one.</summary>
    public static void Positive(FieldErrors errors, Period? period, string pointer)
    {
        if (period is not null) Range(errors, period.Amount, 1, Longest(period.Unit), $"{pointer}/amount");
    }

    private static int Longest(PeriodUnit unit) => unit switch { PeriodUnit.Months => Months, PeriodUnit.Years => Years, _ => Days };

    private static void Stay(StayRule stay, FieldErrors errors)
    {
        var most = stay.Unit switch { StayUnit.CalendarDays => Days, StayUnit.Months => Months, StayUnit.Years => Years, StayUnit.MonthsPerCalendarYear => 12 };
        Range(errors, stay.Max, 1, most, "/stay/max");
        Range(errors, stay.RenewalMax, 1, most, "/stay/renewalMax");
        foreach (var (i, shorter) in (stay.Shorter ?? []).Index()) Range(errors, shorter.Max, 1, most, $"/stay/shorter/{i}/max");
        Positive(errors, stay.Minimum, "/stay/minimum");
        Positive(errors, stay.CoolingOff, "/stay/coolingOff");
        Range(errors, stay.ShorterContract?.Months, 1, 12, "/stay/shorterContract/months");
        Range(errors, stay.MinimumWork?.Hours, 1, 10_000, "/stay/minimumWork/hours");
        Range(errors, stay.MinimumWork?.WithinWeeks, 1, 520, "/stay/minimumWork/withinWeeks");
    }

    private static void Pay(RemunerationRule pay, FieldErrors errors)
    {
        errors.Require(pay.Amount is null or { Amount: > 0 and <= Amounts.Largest }, "/remuneration/amount/amount", "range", "A positive amount, at most a million.");
        errors.Require(pay.Coefficient is null or <= 100, "/remuneration/coefficient", "range", "At most 100.");
        foreach (var (i, exception) in pay.Exceptions.Index())
        {
            errors.Require(exception.Amount is null or { Amount: <= Amounts.Largest }, $"/remuneration/exceptions/{i}/amount/amount", "range", "At most a million.");
            errors.Require(exception.Coefficient is null or > 0 and <= 100, $"/remuneration/exceptions/{i}/coefficient", "range", "More than 0, at most 100.");
        }
    }

    private static void Evidence(Scheme scheme, FieldErrors errors)
    {
        foreach (var (i, rule) in scheme.Evidence.Index())
        {
            Range(errors, rule.Test?.Days, 0, Days, $"/evidence/{i}/test/days");
            Range(errors, rule.Test?.Months, 1, Months, $"/evidence/{i}/test/months");
            errors.Require(rule.Test?.Limit is null or >= 0 and <= 1_000_000_000, $"/evidence/{i}/test/limit", "range", "0 to 1,000,000,000.");
        }
        Range(errors, scheme.LabourMarketTest?.AdvertiseDays, 0, Days, "/labourMarketTest/advertiseDays");
        Positive(errors, scheme.LabourMarketTest?.Validity, "/labourMarketTest/validity");
    }

    private static void Decision(DecisionRule decision, FieldErrors errors)
    {
        Positive(errors, decision.Period, "/decision/period");
        Positive(errors, decision.EuMaximum, "/decision/euMaximum");
        Positive(errors, decision.InformationDeadline, "/decision/informationDeadline");
        Positive(errors, decision.HearingPeriod, "/decision/hearingPeriod");
        Positive(errors, decision.Appeal.Period, "/decision/appeal/period");
        if (decision.Extension is { } more) Positive(errors, new(more.Amount, more.Unit), "/decision/extension");
        foreach (var (i, shorter) in (decision.Shorter ?? []).Index()) Positive(errors, shorter.Period, $"/decision/shorter/{i}/period");
    }

    private static void AfterGrant(Scheme scheme, FieldErrors errors)
    {
        foreach (var (i, fee) in scheme.Fees.Index())
            errors.Require(fee.Amount is null or { Amount: >= 0 and <= Amounts.Largest }, $"/fees/{i}/amount/amount", "range", "Not negative, at most a million.");
        foreach (var (i, duty) in scheme.Obligations.Index()) Range(errors, duty.Deadline.Amount, 0, Longest(duty.Deadline.Unit), $"/obligations/{i}/deadline/amount");
        Range(errors, scheme.ChangeEmployer?.OppositionDays, 0, Days, "/changeEmployer/oppositionDays");
        Range(errors, scheme.ChangeEmployer?.FirstMonths, 0, Months, "/changeEmployer/firstMonths");
        Range(errors, scheme.ChangeEmployer?.MaxFirstEmploymentMonths, 0, Months, "/changeEmployer/maxFirstEmploymentMonths");
        Range(errors, scheme.Unemployment?.Months, 0, Months, "/unemployment/months");
        Range(errors, scheme.Unemployment?.MonthsAfterTwoYears, 0, Months, "/unemployment/monthsAfterTwoYears");
        Range(errors, scheme.Unemployment?.ExploitationExtraMonths, 0, Months, "/unemployment/exploitationExtraMonths");
        Range(errors, scheme.Unemployment?.ResourcesEvidenceAfterMonths, 0, Months, "/unemployment/resourcesEvidenceAfterMonths");
    }

    private static void Programme(Scheme scheme, FieldErrors errors)
    {
        Range(errors, scheme.Mobility?.ShortTermDays, 0, Days, "/mobility/shortTermDays");
        Range(errors, scheme.Mobility?.ShortTermWindow, 0, Days, "/mobility/shortTermWindow");
        Range(errors, scheme.Mobility?.LongTermAfterMonths, 0, Months, "/mobility/longTermAfterMonths");
        Range(errors, scheme.Mobility?.ApplyWithinDaysOfEntry, 0, Days, "/mobility/applyWithinDaysOfEntry");
        Range(errors, scheme.Mobility?.SecondStateDecisionDays, 0, Days, "/mobility/secondStateDecisionDays");
        foreach (var (i, share) in scheme.CostSharing.Index()) errors.Require(share.Share is >= 0 and <= 1, $"/costSharing/{i}/share", "range", "0 to 1.");
        foreach (var (i, payment) in scheme.OutcomePayments.Index())
        {
            Range(errors, payment.AfterDays, 0, Days, $"/outcomePayments/{i}/afterDays");
            errors.Require(payment.Amount.Amount is >= 0 and <= Amounts.Largest, $"/outcomePayments/{i}/amount/amount", "range", "Not negative, at most a million.");
        }
    }

    private static void Range(FieldErrors errors, int? number, int least, int most, string pointer) =>
        errors.Require(number is null || (number >= least && number <= most), pointer, "range", $"{least} to {most}.");
}
