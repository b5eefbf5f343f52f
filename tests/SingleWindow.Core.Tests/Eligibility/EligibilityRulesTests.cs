using SingleWindow.Core.Eligibility;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Eligibility;

/// <summary>What the schemes say to facts, and that it is what they would say to an application.</summary>
public sealed class EligibilityRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(2));
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest("ee-short-term-employment")!;
    private static readonly SchemeCatalog Everything = new(SchemeCatalog.Default.All, open: true);

    private static readonly EligibilityQuestion Welder = new(
        new(["UKR"], "UKR", "UKR"), new("standard", "7212", new(3138m, "EUR"), 40m, new(2027, 1, 22), new(2027, 9, 19), null, "25.11"), new("visa-to-be-sought"), []);

    public static TheoryData<string> Ids => [.. SchemeCatalog.Default.All.Select(scheme => scheme.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void What_it_refuses_a_submission_refuses_with_the_same_words(string id)
    {
        var scheme = Everything.Newest(id)!;
        foreach (var question in Variants(scheme))
        {
            var said = Of(question, Everything, id).Reasons.Where(reason => reason.Result == ReasonResult.NotMet && reason.Code is not ("quota" or "stay-window" or "cooling-off" or "contract-months"));

            var refused = SubmissionRules.Check(Filled(question.Form(scheme), scheme), scheme, scheme.DayOf(Now)).All;

            said.Select(reason => (reason.Pointer, reason.Code, reason.Detail)).Should().Equal(refused.Select(error => (error.Pointer, error.Code, error.Detail)));
        }
    }

    [Fact]
    public void One_law_that_counts_beyond_the_calendar_takes_no_other_down()
    {
        var broken = SchemeCatalog.Default.Newest("ee-residence-permit-employment")! with { Stay = new(9999, StayUnit.Years) };

        var answer = EligibilityRules.Judge(Welder, new([ShortTerm, broken]), new([], new Dictionary<string, int>()), Now).Value!;

        answer.Schemes.Select(scheme => scheme.Scheme).Should().Equal(broken.Id, ShortTerm.Id);
        answer.Schemes[0].Should().Match<SchemeEligibility>(said => said.Verdict == Verdict.MoreNeeded && said.Reasons.Single().Code == "not-judged");
        answer.Schemes[1].Verdict.Should().Be(Verdict.Fits);
    }

    [Fact]
    public void Of_two_ways_in_the_one_is_told_that_may_still_be_open()
    {
        var scheme = ShortTerm with { Audience = [Condition.Parse("citizenship:GEO"), Condition.Parse("category:top-specialist & resident-outside-union")] };

        Of(Welder with { Employment = Welder.Employment! with { Category = null }, Worker = new(["UKR"]) }, scheme).Reasons.Where(reason => reason.Code == "audience")
            .Should().OnlyContain(reason => reason.Result == ReasonResult.NeededToKnow).And.HaveCount(2);
        Of(Welder with { Worker = new(["UKR"], "FRA") }, scheme).Reasons.Should().Contain(reason => reason.Pointer == "/worker/citizenships" && reason.Result == ReasonResult.NotMet);
        Of(Welder with { Employment = Welder.Employment! with { Category = "top-specialist" }, Worker = new(["UKR"], "UKR") }, scheme).Verdict.Should().Be(Verdict.Fits);
    }

    [Fact]
    public void What_must_not_be_so_must_be_known()
    {
        var scheme = ShortTerm with { Audience = [Condition.Parse("third-country-national & !foreign-qualification & !renewal")] };

        Of(Welder with { Worker = new(["UKR"]) }, scheme).Reasons.Should().Contain(new EligibilityReason("audience", "/worker/qualificationCountry", "For whom the scheme is.", ReasonResult.NeededToKnow));
        Of(Welder with { Worker = new(["UKR"], null, "EST") }, scheme).Verdict.Should().Be(Verdict.Fits);
    }

    [Fact]
    public void A_fact_on_which_the_threshold_hangs_must_be_known()
    {
        var scheme = ShortTerm with { Remuneration = ShortTerm.Remuneration with { Exceptions = [new([Condition.Parse("isco:2")], null, null)] } };
        var question = Welder with { Employment = Welder.Employment! with { Isco = null, WageMonthly = new(1m, "EUR") } };

        Of(question, scheme).Reasons.Should().Contain(reason => reason.Code == "pay-threshold" && reason.Pointer == "/employment/isco" && reason.Result == ReasonResult.NeededToKnow);
    }

    [Fact]
    public void A_scheme_without_a_threshold_asks_for_no_pay()
    {
        var answer = Of(Welder with { Employment = Welder.Employment! with { WageMonthly = null, WeeklyHours = null }, Worker = Welder.Worker! with { Citizenships = ["MEX"] } }, Everything, "ca-seasonal-agricultural-worker");

        (answer.Verdict, answer.RequiredPay).Should().Be((Verdict.Fits, null));
    }

    [Fact]
    public void Too_soon_after_the_last_transfer_is_too_soon()
    {
        var manager = Welder with { Employment = Welder.Employment! with { Category = "manager" }, EarlierStays = [new(new(2026, 1, 1), new(2026, 9, 1), "eu-intra-corporate-transfer")] };

        Of(manager, Everything, "eu-intra-corporate-transfer").Reasons.Should().Contain(reason => reason.Code == "cooling-off" && reason.Pointer == "/employment/plannedStart" && reason.Result == ReasonResult.NotMet);
        Of(manager with { EarlierStays = [] }, Everything, "eu-intra-corporate-transfer").Verdict.Should().Be(Verdict.Fits);
    }

    [Fact]
    public void A_stay_that_is_wrong_in_itself_is_not_added_to_others()
    {
        var long_ = Welder with { Employment = Welder.Employment! with { PlannedEnd = new(2028, 9, 19) } };

        Of(long_, ShortTerm).Reasons.Should().NotContain(reason => reason.Code == "stay-window");
        Of(Welder with { Employment = Welder.Employment! with { PlannedEnd = null } }, ShortTerm).Reasons.Should().NotContain(reason => reason.Code == "stay-window");
        Of(Welder with { Employment = Welder.Employment! with { PlannedStart = null } }, ShortTerm).Reasons.Should().NotContain(reason => reason.Code == "stay-window");
    }

    [Fact]
    public void Work_that_is_too_short_for_the_evidence_is_told_at_once()
    {
        var brief = Welder with { Employment = Welder.Employment! with { PlannedEnd = new(2027, 7, 20) } };

        Of(brief, Everything, "ee-eu-blue-card").Reasons.Should().ContainSingle(reason => reason.Result == ReasonResult.NotMet).Which.Should().Match<EligibilityReason>(reason => reason.Code == "contract-months" && reason.Pointer == "/employment/plannedEnd");
        Of(brief with { Employment = brief.Employment! with { PlannedEnd = new(2027, 7, 21) } }, Everything, "ee-eu-blue-card").Verdict.Should().Be(Verdict.Fits);
    }

    [Fact]
    public void A_full_book_holds_against_those_only_who_need_a_place()
    {
        const string id = "ee-residence-permit-employment";
        Reason(Welder, 0).Should().Be(("", ReasonResult.NotMet));
        Reason(Welder with { Worker = new(["JPN"]) }, 0).Should().Be(("", ReasonResult.Met));
        Reason(Welder with { Worker = null }, 0).Should().Be(("/worker/citizenships", ReasonResult.NeededToKnow));
        Reason(Welder, 1).Should().Be(("", ReasonResult.Met));
        Reason(Welder, null).Should().Be(("", ReasonResult.Met), "the law sets no number");
        Of(Welder, Everything, id, size: -5).Quota!.Left.Should().Be(0, "never fewer than none");

        (string, ReasonResult) Reason(EligibilityQuestion question, int? size)
        {
            var reason = Of(question, Everything, id, size).Reasons.Single(reason => reason.Code == "quota");
            return (reason.Pointer, reason.Result);
        }
    }

    [Fact]
    public void Evidence_that_cannot_be_wanted_is_left_out()
    {
        Types(Welder).Should().NotContain("agency-deposit-of-nobody").And.Contain("agency-deposit", "it may be agency work");
        Of(Welder, Everything, "ee-residence-permit-employment").Evidence.Select(item => item.Type).Should().NotContain(["regulated-profession", "language-A2"], "he is no doctor, and renews nothing");
        Of(Welder with { Employment = Welder.Employment! with { Isco = null } }, Everything, "ee-residence-permit-employment").Evidence.Select(item => item.Type).Should().Contain("regulated-profession");
        Types(Welder with { Employment = Welder.Employment! with { UserUndertaking = "70000349" } }).Should().Contain("agency-deposit");

        static IEnumerable<string> Types(EligibilityQuestion question) => Of(question, ShortTerm).Evidence.Select(item => item.Type);
    }

    [Fact]
    public void What_is_not_told_is_asked_for_and_refuses_nobody()
    {
        foreach (var scheme in Everything.Taking(Now))
        {
            Of(new(), Everything, scheme.Id).Verdict.Should().Be(Verdict.MoreNeeded);
            Of(Welder with { EarlierStays = null }, Everything, scheme.Id).Reasons.Any(reason => reason.Pointer == "/earlierStays").Should().Be(scheme.Stay.CountsOthers, scheme.Id);
        }
        Of(new(Worker: new([])), ShortTerm).Reasons.Should().Contain(reason => reason.Pointer == "/worker/citizenships" && reason.Result == ReasonResult.NeededToKnow, "an empty list says nothing");
    }

    [Fact]
    public void An_audience_of_those_who_renew_is_not_for_a_first_application() =>
        Of(Welder, ShortTerm with { Audience = [Condition.Parse("renewal")] }).Reasons.Should().Contain(reason => reason.Code == "audience" && reason.Result == ReasonResult.NotMet);

    [Fact]
    public void The_median_is_told_where_it_is_known()
    {
        var answer = EligibilityRules.Judge(Welder, SchemeCatalog.Default, new([], new Dictionary<string, int> { ["ee-seasonal"] = 7 }), Now).Value!;

        answer.Schemes.Where(scheme => scheme.MedianDecisionDays is not null).Should().ContainSingle().Which.Should().Match<SchemeEligibility>(scheme => scheme.Scheme == "ee-seasonal" && scheme.MedianDecisionDays == 7);
    }

    [Fact]
    public void A_question_says_nothing_in_a_log() => $"{Welder} {Welder.Worker} {Welder.Employment} {new EarlierStay(new(2026, 1, 1))}".Should().NotContainAny("UKR", "7212", "2026");

    private static IEnumerable<EligibilityQuestion> Variants(Scheme scheme)
    {
        var post = Welder.Employment! with { WageMonthly = new(5000m, scheme.Remuneration.Amount?.Currency ?? "EUR") };
        foreach (var nace in new[] { "25.11", "01.13", "87.10" })
            foreach (var isco in new[] { "7212", "5321" })
                foreach (var citizenship in new[] { "UKR", "PHL", "MEX", "FRA" })
                    foreach (var (basis, wage, end) in new[] { ("visa-to-be-sought", 5000m, new DateOnly(2027, 9, 19)), ("residence-permit", 800m, new(2033, 1, 1)), ("visa", 2091.99m, new(2027, 1, 22)) })
                        yield return Welder with
                        {
                            Worker = new([citizenship], citizenship, "EST"),
                            Employment = post with { Nace = nace, Isco = isco, WageMonthly = post.WageMonthly! with { Amount = wage }, PlannedEnd = end, Category = isco == "5321" ? "manager" : "standard" },
                            LegalStay = new(basis),
                        };
    }

    // The rest of the form, so that nothing is missing.
    private static ApplicationForm Filled(ApplicationForm form, Scheme scheme) => form with
    {
        Worker = form.Worker! with { FamilyName = "Koval", BirthDate = new(1990, 1, 1), TravelDocument = new("passport", "FA123456", "UKR", new(2039, 5, 31)) },
        Employment = form.Employment! with { JobTitle = "Welder", WorkplaceAddress = "Made-up street 1, Tallinn" },
        LegalStay = form.LegalStay! with { Until = new(2039, 1, 1) },
        Evidence = [.. scheme.Evidence.Where(rule => rule.IsDeclared).Select(rule => new EvidenceStatement(rule.Type, "Attached."))],
    };

    private static SchemeEligibility Of(EligibilityQuestion question, Scheme scheme) => Of(question, new([.. SchemeCatalog.Default.All.Where(other => other.Id != scheme.Id), scheme]), scheme.Id);

    private static SchemeEligibility Of(EligibilityQuestion question, SchemeCatalog schemes, string id, int? size = 10)
    {
        var books = schemes.All.Select(scheme => scheme.Quota?.Id).OfType<string>().Distinct().Select(quota => new QuotaView(quota, 2026, size, null, 0, 0, 0, 0));
        var outcome = EligibilityRules.Judge(question, schemes, new([.. books], new Dictionary<string, int>()), Now);
        return outcome.Value!.Schemes.Single(scheme => scheme.Scheme == id);
    }
}
