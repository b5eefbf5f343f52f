using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;
using static SingleWindow.Hub.Tests.Api.Country;

namespace SingleWindow.Hub.Tests.Fees;

/// <summary>Fees at the door: what is due, how a payment is reported, and what the register makes of it.</summary>
[Collection(SharedHub.Name)]
public sealed class FeeTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task Each_fee_has_a_reference_and_says_where_it_stands()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);

        var fees = (await employer.Get($"/api/v1/applications/{app}/fees")).Is(200);

        fees.ETag.Should().Be("\"1\"");
        fees.Json["settled"]!.GetValue<bool>().Should().BeFalse();
        fees.Json["fees"]!.AsArray().Select(fee => $"{fee!["number"]} {fee["payer"]} {fee["channel"]} {fee["recoverableFromWorker"]} {fee["status"]}").Should().Equal("1 employer self-service false unpaid", "2 employer counter false nothing-due");
        fees.Json["fees"]![0]!["reference"]!.ToString().Should().MatchRegex("^[1-9][0-9]{19}$");
    }

    [Fact]
    public async Task A_reported_payment_is_created_once_however_often_it_is_sent()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);
        var (payment, key) = (Forms.Payment(hub.Today, "Ro 2026-1"), Party.NewKey());

        var paid = (await employer.Post($"/api/v1/applications/{app}/payments", payment, key)).Is(201);

        paid.Location.Should().Be($"/api/v1/applications/{app}/fees");
        paid.Json["settled"]!.GetValue<bool>().Should().BeTrue();
        (await hub.Writes(async () => (await employer.Post($"/api/v1/applications/{app}/payments", payment, key)).Same.Should().Be(paid.Same))).Should().BeFalse();
        (await country.Pay(employer, app, "RO2026-1")).Is(201).Json["fees"]![0]!["payments"]!.AsArray().Should().ContainSingle("it is the same payment");
        (await employer.Post($"/api/v1/applications/{app}/payments", Forms.Payment(hub.Today, "RO2026-1").With("/amount/amount", 47))).IsProblem(409, "FEE-00004", "/bankReference");
    }

    [Fact]
    public async Task A_payment_pays_for_one_application_also_when_two_are_reported_at_once()
    {
        var employer = await country.Employer();
        string[] apps = [await country.Draft(employer), await country.Draft(employer), await country.Draft(employer)];

        var answers = await Task.WhenAll(apps.Select(app => country.Pay(employer, app, "ONE-FOR-ALL")));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        foreach (var answer in answers.Where(answer => answer.Status != 201)) answer.IsProblem(409, "FEE-00004", "/bankReference");
        (await country.Pay(await country.Employer(), apps[0], "X")).IsProblem(404, "APP-00001");
    }

    [Fact]
    public async Task Unpaid_is_incomplete_and_paying_answers_the_request()
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await country.Mig.Get(TaskPath(app, 1))).Is(200).Json["fees"]![0]!["status"]!.ToString().Should().Be("unpaid");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "FEE-00001", "/outcome");
        (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("fee:1"), ["text"] = "Please pay." })).Is(200);
        (await Read(employer, app))["status"]!.ToString().Should().Be("incomplete");

        (await country.Pay(employer, app)).Is(201);

        (await Read(employer, app))["status"]!.ToString().Should().Be("submitted");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).Is(200);
        (await Read(employer, app))["dueOn"].Should().NotBeNull("the clock runs");
    }

    [Theory]
    [InlineData("/amount/currency", "USD", "FEE-00002")]
    [InlineData("/amount/currency", "money", "FEE-00002")]
    [InlineData("/paidOn", "2020-01-01", "FEE-00002")]
    [InlineData("/paidOn", "2030-01-01", "FEE-00002")]
    [InlineData("/bankReference", "", "FEE-00002")]
    [InlineData("/bankReference", "õ", "FEE-00002")]
    [InlineData("/bankReference", null, "FEE-00002")]
    [InlineData("/payer", null, "FEE-00002")]
    [InlineData("/payer", "worker", "FEE-00003")]
    [InlineData("/amount", null, "FEE-00002")]
    [InlineData("/paidOn", null, "FEE-00002")]
    [InlineData("/reference", "12345678901234567890", "FEE-00002")]
    public async Task A_payment_that_cannot_be_is_refused_with_the_place(string pointer, string? value, string code)
    {
        var employer = await country.Employer();
        var app = await country.Draft(employer);
        var payment = Forms.Payment(hub.Today).With(pointer, value is null ? null : JsonValue.Create(value));

        (await hub.Writes(async () => (await employer.Post($"/api/v1/applications/{app}/payments", payment)).IsProblem(422, code).Json["errors"]!.AsArray().Should().OnlyContain(error => error!["pointer"]!.ToString() == pointer))).Should().BeFalse();
    }

    [Fact]
    public async Task What_the_register_publishes_confirms_the_payment_and_leaves_a_trace()
    {
        var (employer, code) = await Known();
        var app = await country.Submitted(employer);
        var bank = (await Fee(employer, app))["payments"]![0]!["bankReference"]!.ToString();
        var before = await hub.Hub.Settled();

        await Publish(code, app, employer, bank);

        await Stands(employer, app, "confirmed");
        (await hub.EventsAfter(before)).Should().Contain("application.payment-recorded").And.Contain("audit.recorded");
        await Publish(code, app, employer, bank, "returned");
        await Stands(employer, app, "unpaid");
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "FEE-00001");
    }

    [Fact]
    public async Task A_bank_reference_that_the_register_writes_in_another_way_is_the_same_payment_and_the_later_record_counts()
    {
        var (employer, code) = await Known();
        var app = await country.Submitted(employer);
        var bank = (await Fee(employer, app))["payments"]![0]!["bankReference"]!.ToString();
        await Publish(code, app, employer, bank, "not-received");
        await Stands(employer, app, "unpaid");

        await Publish(code, app, employer, bank.Insert(2, " "));

        await Stands(employer, app, "confirmed");
        (await Fee(employer, app))["payments"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_payment_that_only_the_register_knows_answers_the_request_too()
    {
        var (employer, code) = await Known();
        var app = await country.Draft(employer);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);
        (await country.Mig.Post($"{TaskPath(app, 1)}/request-information", new JsonObject { ["items"] = new JsonArray("fee:1"), ["text"] = "Please pay." })).Is(200);

        await Publish(code, app, employer, $"R-{code}");

        await Stands(employer, app, "confirmed");
        (await Read(employer, app))["status"]!.ToString().Should().Be("submitted");
    }

    [Fact]
    public async Task The_register_beats_who_claimed_the_payment_of_another()
    {
        var (payer, code) = await Known();
        var claimer = await country.Employer();
        var (paid, claimed) = (await country.Draft(payer), await country.Draft(claimer));
        (await country.Pay(claimer, claimed, $"T-{code}")).Is(201);

        await Publish(code, paid, payer, $"T-{code}");

        await Stands(payer, paid, "confirmed");
        await Stands(claimer, claimed, "unpaid");
        (await country.Pay(claimer, await country.Draft(claimer), $"T-{code}")).IsProblem(409, "FEE-00004", "/bankReference");
    }

    [Fact]
    public async Task When_the_worker_paid_the_employers_fee_everybody_concerned_sees_that_he_gets_it_back()
    {
        var (employer, code) = await Known();
        var app = await country.Draft(employer);
        (await employer.Post($"/api/v1/applications/{app}/submit")).Is(200);

        await Publish(code, app, employer, $"W-{code}", payer: "worker");

        await Eventually.Holds(async () => (await Fee(employer, app))["payments"]!.AsArray().Any(payment => payment!["status"]!.ToString() == "to-reimburse"), "the register is heard");
        (await country.Mig.Get(TaskPath(app, 1))).Is(200).Json["fees"]![0]!["reimburse"]!.GetValue<bool>().Should().BeTrue();
        (await country.Mig.Post($"{TaskPath(app, 1)}/outcome", Outcome("complete"))).IsProblem(409, "FEE-00001");
    }

    [Fact]
    public async Task Only_the_owner_of_the_register_publishes_and_only_what_has_its_form()
    {
        var record = Record("70000349", "12345678901234567890", "R-1", "received", "employer");
        (await country.Mig.Post("/api/v1/records/fee-payment", record)).IsProblem(403, "REC-00004");
        (await country.Tax.Post("/api/v1/records/fee-payment", record)).IsProblem(422, "REC-00005", "/reference");
    }

    private async Task<(Party Employer, string Code)> Known()
    {
        var code = NewCode();
        return (await country.Unrecorded(code), code);
    }

    private async Task Publish(string code, string app, Party employer, string bank, string status = "received", string payer = "employer") =>
        (await country.Tax.Post("/api/v1/records/fee-payment", Record(code, (await Fee(employer, app))["reference"]!.ToString(), bank, status, payer))).Is(201);

    private JsonObject Record(string code, string reference, string bank, string status, string payer) => new()
    {
        ["bankReference"] = bank,
        ["registryCode"] = code,
        ["reference"] = reference,
        ["amount"] = 48.00m,
        ["currency"] = "EUR",
        ["paidOn"] = Forms.Date(hub.Today),
        ["payer"] = payer,
        ["status"] = status,
    };

    private static Task Stands(Party employer, string app, string status) =>
        Eventually.Holds(async () => (await Fee(employer, app))["status"]!.ToString() == status, $"the fee is {status}");

    private static async Task<JsonNode> Fee(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}/fees")).Is(200).Json["fees"]![0]!;

    private static async Task<JsonNode> Read(Party employer, string app) => (await employer.Get($"/api/v1/applications/{app}")).Is(200).Json;
}
