using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;
using SingleWindow.Hub.Tests.Quotas;

namespace SingleWindow.Hub.Tests.Eligibility;

/// <summary>A hub on which all ten schemes can be tried, law or not.</summary>
public sealed class OpenHub() : HubFixture(new() { ["Schemes:AllowDraft"] = "true" });

public sealed class EligibilityTests(OpenHub hub) : IClassFixture<OpenHub>
{
    private const string Path = "/api/v1/eligibility";

    [Theory]
    [InlineData("ee-short-term-employment", "{}", "/employment/wageMonthly/amount", "2091.99", "pay-threshold")]
    [InlineData("ee-seasonal", """{"/employment/nace":"01.13"}""", "/employment/nace", "\"62.10\"", "sector")]
    [InlineData("ee-residence-permit-employment", "{}", "/employment/wageMonthly/amount", "2091.99", "pay-threshold")]
    [InlineData("ee-residence-permit-shortage-sector", "{}", "/employment/nace", "\"01.13\"", "sector")]
    [InlineData("ee-eu-blue-card", "{}", "/employment/wageMonthly/amount", "3137.99", "pay-threshold")]
    [InlineData("eu-intra-corporate-transfer", """{"/employment/category":"manager"}""", "/employment/category", "\"standard\"", "audience")]
    [InlineData("eu-single-permit", "{}", "/worker/citizenships", "[\"UKR\",\"FRA\"]", "audience")]
    [InlineData("pl-seasonal-work-permit", """{"/employment/nace":"55","/employment/wageMonthly":{"amount":4806,"currency":"PLN"}}""", "/employment/wageMonthly/amount", "4805.99", "pay-threshold")]
    [InlineData("ca-seasonal-agricultural-worker", """{"/worker/citizenships":["MEX"]}""", "/worker/citizenships", "[\"UKR\"]", "audience")]
    [InlineData("bla-care-pathway", """{"/worker/citizenships":["PHL"],"/employment/isco":"5321"}""", "/employment/isco", "\"7212\"", "occupation")]
    public async Task Every_scheme_fits_somebody_and_says_why_it_does_not_fit_another(string scheme, string fitting, string pointer, string refused, string code)
    {
        var question = Welder();
        foreach (var (member, value) in JsonNode.Parse(fitting)!.AsObject()) question.With(member, value!.DeepClone());

        var fits = await Of(scheme, question);
        fits["verdict"]!.ToString().Should().Be("fits", "{0}", fits["reasons"]);
        Reasons(fits).Should().OnlyContain(reason => reason.Result == "met");
        var not = await Of(scheme, question.With(pointer, JsonNode.Parse(refused)));
        not["verdict"]!.ToString().Should().Be("does-not-fit");
        Reasons(not).Where(reason => reason.Result == "not-met").Should().Equal((code, pointer, "not-met"));
    }

    [Fact]
    public async Task All_ten_schemes_answer_each_with_its_standing()
    {
        var schemes = (await Ask(Welder())).Is(200).Json["schemes"]!.AsArray();

        schemes.Select(scheme => $"{scheme!["scheme"]} {scheme["status"]}").Should().HaveCount(10)
            .And.Contain(["ee-short-term-employment in-force", "ee-residence-permit-shortage-sector draft", "eu-single-permit reference", "bla-care-pathway illustrative"]);
    }

    [Fact]
    public async Task One_day_too_many_in_the_window_is_one_too_many()
    {
        var (start, end) = (hub.Today.AddDays(60), hub.Today.AddDays(300));
        JsonObject With(int earlier) => Welder().With("/earlierStays", new JsonArray(Stay(start.AddDays(-earlier - 10), start.AddDays(-11))));

        var length = end.DayNumber - start.DayNumber + 1;
        (await Of("ee-short-term-employment", With(365 - length)))["verdict"]!.ToString().Should().Be("fits");
        Reasons(await Of("ee-short-term-employment", With(366 - length))).Should().Contain(("stay-window", "/employment/plannedEnd", "not-met"));
        var elsewhere = With(366 - length);
        elsewhere["earlierStays"]![0]!["scheme"] = "ee-seasonal";
        (await Of("ee-short-term-employment", elsewhere))["verdict"]!.ToString().Should().Be("fits", "a stay under another scheme counts there");
        Reasons(await Of("ee-short-term-employment", Welder().With("/employment/plannedEnd", Forms.Date(start.AddDays(365))))).Should().Contain(("longest-stay", "/employment/plannedEnd", "not-met"));
    }

    [Fact]
    public async Task What_is_not_told_is_needed_to_know_and_never_a_refusal()
    {
        foreach (var scheme in (await Ask([])).Is(200).Json["schemes"]!.AsArray())
        {
            scheme!["verdict"]!.ToString().Should().Be("more-needed", "{0}", scheme["scheme"]);
            Reasons(scheme).Should().NotContain(reason => reason.Result == "not-met").And.Contain(reason => reason.Pointer == "/worker/citizenships" && reason.Result == "needed-to-know");
        }
        Reasons(await Of("eu-intra-corporate-transfer", Welder().With("/employment/category", null))).Should().Contain(("audience", "/employment/category", "needed-to-know"));
        Reasons(await Of("ee-short-term-employment", Welder().With("/earlierStays", null))).Should().Contain(("stay-window", "/earlierStays", "needed-to-know"));
        Reasons(await Of("pl-seasonal-work-permit", Welder())).Should().Contain(("currency", "/employment/wageMonthly/currency", "needed-to-know"), "it counts in another currency");
        (await Of("ee-short-term-employment", Welder().With("/employment/category", null)))["verdict"]!.ToString().Should().Be("fits", "no category is the standard one");
    }

    [Fact]
    public async Task A_full_quota_is_told_and_who_needs_no_place_is_told_too()
    {
        const string scheme = "ee-residence-permit-employment";
        var placed = new Placed(hub);
        (await Of(scheme, Welder()))["quota"]!["left"]!.GetValue<int>().Should().Be(1292);
        try
        {
            await placed.Resize(1);
            (await Of(scheme, Welder()))["quota"]!["left"]!.GetValue<int>().Should().Be(1);
            await placed.File(await hub.Country.Employer());

            var full = await Of(scheme, Welder());

            full["quota"]!["left"]!.GetValue<int>().Should().Be(0);
            Reasons(full).Where(reason => reason.Result == "not-met").Should().Equal(("quota", "", "not-met"));
            var american = await Of(scheme, Welder().With("/worker/citizenships", new JsonArray("USA")));
            (american["verdict"]!.ToString(), american["quota"]!["exempt"]!.GetValue<bool>()).Should().Be(("fits", true));
        }
        finally
        {
            await placed.Resize(1292);
        }
    }

    [Fact]
    public async Task It_says_what_will_be_wanted_and_of_whom()
    {
        var answer = await Of("ee-short-term-employment", Welder());

        answer["applicant"]!.ToString().Should().Be("employer");
        answer["requiredPay"]!["amount"]!.GetValue<decimal>().Should().Be(2092m);
        answer["decisionPeriod"]!["amount"]!.GetValue<int>().Should().Be(10);
        answer["fees"]!.AsArray().Select(fee => fee!["amount"]!["amount"]!.GetValue<decimal>()).Should().Equal(48m, 65m);
        answer["changeEmployer"]!["mode"]!.ToString().Should().Be("new-registration");
        answer["medianDecisionDays"].Should().BeNull("nothing was decided last month");
        var evidence = answer["evidence"]!.AsArray().ToDictionary(item => item!["type"]!.ToString(), item => item!);
        (evidence["tax-standing"]["register"]!.ToString(), evidence["tax-standing"]["asked"]!.AsArray().Count).Should().Be(("tax-standing", 0), "the register is read, and nobody is asked");
        evidence["qualification-or-experience"].Should().Match<JsonNode>(item => item["register"] == null && item["subject"]!.ToString() == "worker" && item["asked"]![0]!.ToString() == "declaration");
        evidence["agency-deposit"]["when"]![0]!.ToString().Should().Be("agency-work", "it may be agency work");
    }

    [Theory]
    [InlineData("/worker/citizenships/0", "\"Ukraine\"", "/worker/citizenships/0")]
    [InlineData("/worker/citizenships", "[\"UKR\",\"UKR\",\"UKR\",\"UKR\",\"UKR\",\"UKR\"]", "/worker/citizenships")]
    [InlineData("/worker/residence", "\"XXX\"", "/worker/residence")]
    [InlineData("/employment/isco", "\"72120\"", "/employment/isco")]
    [InlineData("/employment/nace", "\"A\"", "/employment/nace")]
    [InlineData("/employment/category", "\"king\"", "/employment/category")]
    [InlineData("/employment/wageMonthly/amount", "-1", "/employment/wageMonthly/amount")]
    [InlineData("/employment/wageMonthly/currency", "\"eur\"", "/employment/wageMonthly/currency")]
    [InlineData("/employment/weeklyHours", "0", "/employment/weeklyHours")]
    [InlineData("/employment/plannedStart", "\"2099-01-01\"", "/employment/plannedEnd")]
    [InlineData("/employment/plannedEnd", "\"1999-12-31\"", "/employment/plannedEnd,/employment/plannedEnd")]
    [InlineData("/employment/userUndertaking", "\"12345679\"", "/employment/userUndertaking")]
    [InlineData("/legalStay/basis", "\"friends\"", "/legalStay/basis")]
    [InlineData("/earlierStays", "[null]", "/earlierStays/0/from,/earlierStays/0/to")]
    [InlineData("/earlierStays", "[{\"from\":\"2026-02-01\",\"to\":\"2026-01-31\",\"scheme\":\"unheard-of\"}]", "/earlierStays/0/to,/earlierStays/0/scheme")]
    public async Task What_is_wrong_under_every_scheme_is_refused_by_its_pointer(string member, string value, string pointers) =>
        (await Ask(Welder().With(member, JsonNode.Parse(value)))).IsProblem(422, "SCH-00005", pointers.Split(','));

    [Theory]
    [InlineData("/worker/familyName", "\"Kovalenko\"", "/worker/familyName")]
    [InlineData("/worker/travelDocument", "{\"number\":\"FB1001\"}", "/worker/travelDocument")]
    [InlineData("/employment/weeklyHours", "\"forty\"", "/employment/weeklyHours")]
    [InlineData("/employment/plannedEnd", "\"2027-02-30\"", "/employment/plannedEnd")]
    public async Task It_takes_no_names_and_nothing_that_is_no_question(string member, string value, string pointer) =>
        (await Ask(Welder().With(member, JsonNode.Parse(value)))).IsProblem(400, "API-00001", pointer);

    [Fact]
    public async Task Too_many_stays_are_refused() =>
        (await Ask(Welder().With("/earlierStays", new JsonArray([.. Enumerable.Range(0, 51).Select(_ => Stay(hub.Today, hub.Today))])))).IsProblem(422, "SCH-00005", "/earlierStays");

    [Fact]
    public async Task Asking_needs_no_key_and_leaves_nothing_behind() =>
        (await hub.Writes(async () => (await hub.WithToken(null).Post(Path, Encoding.UTF8.GetBytes(Welder().ToJsonString()), key: null)).Is(200))).Should().BeFalse();

    private JsonObject Welder() => new()
    {
        ["worker"] = new JsonObject { ["citizenships"] = new JsonArray("UKR"), ["residence"] = "UKR", ["qualificationCountry"] = "UKR" },
        ["employment"] = new JsonObject
        {
            ["category"] = "standard",
            ["isco"] = "7212",
            ["nace"] = "25.11",
            ["wageMonthly"] = new JsonObject { ["amount"] = 3138, ["currency"] = "EUR" },
            ["weeklyHours"] = 40,
            ["plannedStart"] = Forms.Date(hub.Today.AddDays(60)),
            ["plannedEnd"] = Forms.Date(hub.Today.AddDays(300)),
        },
        ["legalStay"] = new JsonObject { ["basis"] = "visa-to-be-sought" },
        ["earlierStays"] = new JsonArray(),
    };

    private static JsonObject Stay(DateOnly from, DateOnly to) => new() { ["from"] = Forms.Date(from), ["to"] = Forms.Date(to) };

    private Task<Answer> Ask(JsonObject question) => hub.WithToken(null).Post(Path, question);

    private async Task<JsonNode> Of(string scheme, JsonObject question) => (await Ask(question)).Is(200).Json["schemes"]!.AsArray().Single(answer => answer!["scheme"]!.ToString() == scheme)!;

    private static IEnumerable<(string Code, string Pointer, string Result)> Reasons(JsonNode scheme) =>
        scheme["reasons"]!.AsArray().Select(reason => (reason!["code"]!.ToString(), reason["pointer"]!.ToString(), reason["result"]!.ToString()));
}

/// <summary>Where nothing is tried out, only the law answers.</summary>
[Collection(SharedHub.Name)]
public sealed class LawfulEligibilityTests(HubFixture hub)
{
    [Fact]
    public async Task Only_what_takes_applications_answers() =>
        (await hub.WithToken(null).Post("/api/v1/eligibility", new JsonObject())).Is(200).Json["schemes"]!.AsArray().Select(scheme => scheme!["scheme"]!.ToString())
            .Should().Equal("ee-eu-blue-card", "ee-residence-permit-employment", "ee-seasonal", "ee-short-term-employment");
}
