using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>A permit from 1 April to 31 December 2026, granted on 5 March: what it obliges to, when, and what shows that it was done.</summary>
public sealed class ObligationTests
{
    private static readonly EmployerId Rival = EntityId.Parse<EmployerId>(Stranger.Party);

    [Fact]
    public void Employment_is_registered_by_the_day_on_which_work_begins()
    {
        var open = One(Active(), "register-employment");

        (open.Who, open.To, open.Since, open.DueOn).Should().Be((Party.Employer, "TAX", Day(4, 1), Day(4, 1)));
        On(open, (Day(3, 4), ObligationStatus.NotYetDue), (Day(3, 5), ObligationStatus.Open), (Day(4, 1), ObligationStatus.Open), (Day(4, 2), ObligationStatus.Overdue));
    }

    [Theory]
    [InlineData("2026-03-30", ObligationStatus.Satisfied)]
    [InlineData("2026-04-01", ObligationStatus.Satisfied)]
    [InlineData("2026-04-03", ObligationStatus.SatisfiedLate)]
    public void The_register_ticks_it_off_and_what_comes_late_is_told_as_late(string told, ObligationStatus status)
    {
        var done = One(Active(), "register-employment", Entry(told, "2026-04-01"));

        (done.SatisfiedOn, done.SatisfiedBy, done.On(Day(5, 4))).Should().Be((Parse(told), "employment-registration", status));
    }

    [Fact]
    public void Who_arrives_later_begins_later_and_who_never_begins_is_not_registered()
    {
        One(Arrived(), "register-employment").DueOn.Should().Be(Day(4, 2));
        One(NotStarted(), "register-employment").On(Day(12, 31)).Should().Be(ObligationStatus.NotYetDue);
    }

    [Fact]
    public void Other_employers_other_types_and_earlier_employments_tick_nothing_off()
    {
        RegisteredFact[] others = [Entry("2026-03-30", "2026-04-01") with { Employer = Rival }, Entry("2026-03-30", "2026-04-01") with { Employer = null }, Entry("2026-03-30", "2025-01-01", "2026-03-31"), Entry("2026-03-30", "2027-01-01"), Pay("2026-03-30", 4)];

        One(Active(), "register-employment", others).SatisfiedOn.Should().BeNull();
    }

    [Fact]
    public void The_newest_version_of_an_entry_counts_and_the_day_of_the_first_that_said_so()
    {
        var (first, second) = (Entry("2026-03-30", "2026-04-01"), Entry("2026-10-12", "2026-04-01", "2026-09-30"));
        RegisteredFact[] versions = [first, second with { Record = first.Record }];
        One(Active(), "register-employment", versions).SatisfiedOn.Should().Be(Day(3, 30));
        var ended = One(Active(), "register-end", versions);
        (ended.Since, ended.DueOn, ended.SatisfiedOn, ended.On(Day(11, 1))).Should().Be((Day(9, 30), Day(10, 12), Day(10, 12), ObligationStatus.Satisfied));

        // The entry is corrected: the work goes on.
        RegisteredFact[] corrected = [.. versions, Entry("2026-10-13", "2026-04-01") with { Record = first.Record }];
        One(Active(), "register-end", corrected).Should().Match<PermitObligation>(one => one.Since == null && one.SatisfiedOn == null);
        One(Active(), "register-employment", corrected).SatisfiedOn.Should().Be(Day(3, 30));
    }

    [Fact]
    public void An_end_is_registered_within_ten_days_and_a_last_day_rolls()
    {
        // 30 April and ten days: 10 May 2026 is a Sunday.
        var end = One(Ended(), "register-end");

        (end.Since, end.DueOn, end.On(Day(5, 11)), end.On(Day(5, 12))).Should().Be((Day(4, 30), Day(5, 11), ObligationStatus.Open, ObligationStatus.Overdue));
        One(Active(), "register-end").On(Day(12, 31)).Should().Be(ObligationStatus.NotYetDue);
        One(Revoked(), "register-end").Since.Should().Be(Day(5, 12));
    }

    [Fact]
    public void A_register_may_say_any_day_and_nothing_breaks()
    {
        var far = One(Active(), "register-end", Entry("2026-04-01", "2026-04-01", "9999-12-31"));
        (far.Since, far.DueOn).Should().Be((DateOnly.MaxValue, DateOnly.MaxValue));
        foreach (var scheme in SchemeCatalog.Default.All.Where(scheme => scheme.Obligations.Count > 0))
            foreach (var type in scheme.Obligations.Select(rule => rule.SatisfiedBy).OfType<string>().Append("employment-registration").Append("residence-address").Distinct())
                foreach (var (from, to) in new[] { ("0001-01-01", "9999-12-31"), ("2026-04-01", "9999-12-31"), ("0001-01-01", "2026-04-01") })
                    Obligations.Of(Active().State, scheme, [Entry("2026-04-01", from, to) with { Type = type }, Entry("2026-04-01", from, to) with { Type = type }]).Should().NotBeEmpty();
    }

    [Fact]
    public void A_notice_to_the_deciding_authority_is_the_notification()
    {
        var notified = One(Ended(), "notify-not-started-or-early-end");
        (notified.Since, notified.DueOn, notified.SatisfiedOn, notified.SatisfiedBy).Should().Be((Day(4, 30), Day(5, 11), Day(5, 4), "notice"));
        One(NotStarted(), "notify-not-started-or-early-end").Should().Match<PermitObligation>(one => one.Since == Day(4, 1) && one.SatisfiedOn == Day(5, 4) && one.On(Day(5, 4)) == ObligationStatus.SatisfiedLate);
        One(Arrived(), "notify-not-started-or-early-end").Should().Match<PermitObligation>(one => one.Since == null && one.IsRecorded);
    }

    [Fact]
    public void What_the_register_said_before_the_notice_counts_from_then_and_an_end_with_the_permit_is_no_early_one()
    {
        var first = One(Ended(), "notify-not-started-or-early-end", Entry("2026-05-01", "2026-04-01", "2026-04-30"));
        (first.SatisfiedOn, first.SatisfiedBy).Should().Be((Day(5, 1), "employment-registration"));
        One(Active(), "notify-not-started-or-early-end", Entry("2026-12-30", "2026-04-01", "2026-12-31")).Since.Should().BeNull();
    }

    [Fact]
    public void Pay_is_awaited_for_every_month_of_work_until_it_can_be_declared()
    {
        var months = All(Arrived(), Pay("2026-06-10", 4)).Where(one => one.Code == "pay-threshold").ToArray();

        months.Select(one => one.Since!.Value.Month).Should().Equal(4, 5, 6, 7, 8, 9, 10, 11, 12);
        // 10 October 2026 is a Saturday (rule LRA-03).
        (months[4].Since, months[4].DueOn).Should().Be((Day(8, 31), Day(10, 12)));
        months[0].On(Day(6, 11)).Should().Be(ObligationStatus.Recorded, "how much it was nobody has judged");
        On(months[1], (Day(5, 30), ObligationStatus.NotYetDue), (Day(5, 31), ObligationStatus.Open), (Day(7, 10), ObligationStatus.Open), (Day(7, 11), ObligationStatus.Overdue));
        All(Ended()).Count(one => one.Code == "pay-threshold").Should().Be(1);
        All(NotStarted()).Should().NotContain(one => one.Code == "pay-threshold");
        All(Active(), Entry("2026-06-01", "2026-05-11", "2026-05-31")).Count(one => one.Code == "pay-threshold").Should().Be(1);
    }

    [Fact]
    public void An_address_is_registered_within_a_month_of_the_arrival()
    {
        // 2 May 2026 is a Saturday.
        var address = One(Arrived(Residence), "register-address");
        (address.Who, address.Since, address.DueOn, address.On(Day(5, 4))).Should().Be((Party.Worker, Day(4, 2), Day(5, 4), ObligationStatus.Open));

        One(Arrived(Residence), "register-address", Address("2026-04-20", "2026-04-15")).SatisfiedOn.Should().Be(Day(4, 20));
        One(Arrived(Residence), "register-address", Address("2025-04-20", "2025-04-15", "2025-12-31")).SatisfiedOn.Should().BeNull();
    }

    [Fact]
    public void Nobody_has_to_say_twice_that_a_worker_has_come()
    {
        One(Active(Residence), "register-address").On(Day(12, 31)).Should().Be(ObligationStatus.NotYetDue);
        One(Active(Residence), "register-address", Entry("2026-04-06", "2026-04-07")).Since.Should().Be(Day(4, 7));
        // Who lived here before has arrived with the first day of the permit.
        One(Active(Residence), "register-address", Address("2025-04-20", "2025-04-15")).Should().Match<PermitObligation>(one => one.Since == Day(4, 1) && one.On(Day(4, 1)) == ObligationStatus.Satisfied);
    }

    [Fact]
    public void The_first_housing_is_that_of_the_application_and_every_later_one_is_reported()
    {
        One(Active("ee-seasonal"), "accommodation-change").Since.Should().BeNull();
        One(Active("ee-seasonal"), "accommodation-change", Housing("2026-04-01", "2026-04-01")).Since.Should().BeNull();
        var moves = All(Active("ee-seasonal"), Housing("2026-04-01", "2026-04-01"), Housing("2026-06-10", "2026-06-01"), Housing("2026-07-02", "2026-07-01")).Where(one => one.Code == "accommodation-change").ToArray();

        moves.Select(one => (one.Since, one.DueOn, one.On(Day(8, 1)))).Should().Equal(
            (Day(6, 1), Day(6, 4), ObligationStatus.SatisfiedLate), (Day(7, 1), Day(7, 6), ObligationStatus.Satisfied));
    }

    [Fact]
    public void About_what_no_register_shows_nothing_is_said_against_anybody()
    {
        var leave = One(Ended(), "leave-or-new-basis");
        (leave.DueOn, leave.IsRecorded).Should().Be((Day(4, 30), false));
        leave.On(Day(5, 1)).Should().Be(ObligationStatus.Unrecorded);
        One(Active("eu-intra-corporate-transfer"), "notify-change").On(Day(12, 31)).Should().Be(ObligationStatus.NotYetDue);
    }

    [Fact]
    public void What_holds_for_the_whole_stay_is_open_until_its_last_day()
    {
        var copy = One(Active("pl-seasonal-work-permit"), "keep-copy-of-stay-document");
        On(copy, (Day(3, 31), ObligationStatus.NotYetDue), (Day(12, 31), ObligationStatus.Open), (new(2027, 1, 1), ObligationStatus.Unrecorded));
        One(Ended("pl-seasonal-work-permit"), "keep-copy-of-stay-document").DueOn.Should().Be(Day(4, 30));
        One(Active("ca-seasonal-agricultural-worker"), "housing", Housing("2026-04-01", "2026-04-01")).On(Day(4, 2)).Should().Be(ObligationStatus.Satisfied);
    }

    [Fact]
    public void An_arrival_is_told_to_the_authority_that_decides() =>
        One(Arrived("pl-seasonal-work-permit"), "notify-arrival").Should().Match<PermitObligation>(one => one.To == "EMP" && one.SatisfiedBy == "notice" && one.SatisfiedOn == Day(5, 4) && one.DueOn == Day(4, 2));

    [Fact]
    public void Papers_are_kept_for_years_whose_holidays_nobody_knows_yet() =>
        One(Ended("ca-seasonal-agricultural-worker"), "keep-records").DueOn.Should().Be(new DateOnly(2032, 4, 30));

    [Theory]
    [InlineData(ObligationTrigger.Return, Relation.Before, 3, PeriodUnit.CalendarDays, "2026-05-01")]
    [InlineData(ObligationTrigger.Return, Relation.After, 1, PeriodUnit.Years, "2027-05-04")]
    [InlineData(ObligationTrigger.WorkEnd, Relation.Before, 5, PeriodUnit.WorkingDays, "2026-04-23")]
    [InlineData(ObligationTrigger.WorkEnd, Relation.After, 5, PeriodUnit.Years, "2031-04-30")]
    [InlineData(ObligationTrigger.WorkEnd, Relation.On, 0, PeriodUnit.CalendarDays, "2026-04-30")]
    public void A_deadline_lies_before_on_or_after_its_day(ObligationTrigger trigger, Relation relation, int amount, PeriodUnit unit, string due)
    {
        var scheme = SchemeCatalog.Default.Newest(SchemeId)! with { Obligations = [new("x", Party.Employer, trigger, new(amount, unit, relation), "MIG", null, null)] };

        Obligations.Of(Ended().State, scheme, []).Should().ContainSingle().Which.DueOn.Should().Be(Parse(due));
    }

    [Fact]
    public void Before_the_grant_there_are_none() => Obligations.Of(Permit.Initial, SchemeCatalog.Default.Newest(SchemeId)!, []).Should().BeEmpty();

    private static PermitObligation One(PermitStory story, string code, params RegisteredFact[] facts) => All(story, facts).Should().ContainSingle(one => one.Code == code).Subject;

    private static IReadOnlyList<PermitObligation> All(PermitStory story, params RegisteredFact[] facts) => Obligations.Of(story.State, story.Scheme, facts);

    private static void On(PermitObligation one, params (DateOnly Day, ObligationStatus Status)[] expected) => expected.Select(day => (day.Day, one.On(day.Day))).Should().Equal(expected);

    private static RegisteredFact Entry(string told, string start, string? end = null) => Fact("employment-registration", told, start, end);

    private static RegisteredFact Pay(string told, int month) => Fact("payroll-declaration", told, $"2026-{month:00}-01", null);

    private static RegisteredFact Address(string told, string from, string? to = null) => Fact("residence-address", told, from, to) with { Employer = null };

    private static RegisteredFact Housing(string told, string from) => Fact("accommodation", told, from, null);

    private static RegisteredFact Fact(string type, string told, string from, string? to) => new(new(Guid.CreateVersion7()), type, TheEmployer, Parse(from), to is null ? null : Parse(to), Parse(told));

    private static DateOnly Day(int month, int day) => new(2026, month, day);

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
