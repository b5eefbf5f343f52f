using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>How far a condition of the matrix reaches: to all of a person's identifiers, and to no other employer.</summary>
[Collection(SharedHub.Name)]
public sealed class ConditionReachTests(HubFixture hub)
{
    private static int numbers;
    private readonly Country country = hub.Country;

    [Fact]
    public async Task A_referral_by_the_passport_opens_a_complaint_that_names_the_code()
    {
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        var code = form["worker"]!["personalCode"]!.ToString();
        var complaint = await Complaint(code);
        (await Read(complaint)).IsProblem(404, "REC-00001");
        await country.Submitted(await country.Employer(), form);
        await Refer($"doc:UKR:{form["worker"]!["travelDocument"]!["number"]}");

        (await Read(complaint)).Is(200);
    }

    [Fact]
    public async Task It_does_so_for_somebody_whom_only_the_population_register_knows_by_both()
    {
        var (code, number) = (Forms.PersonalCode(), $"REF{Interlocked.Increment(ref numbers):0000}");
        var complaint = await Complaint(code);
        await Refer($"doc:UKR:{number}");
        (await Read(complaint)).IsProblem(404, "REC-00001");

        (await hub.Party("authority", "POP", "register").Post("/api/v1/records/person-identity", new JsonObject
        {
            ["personalCode"] = code,
            ["familyName"] = "Koval",
            ["birthDate"] = "1990-05-17",
            ["travelDocument"] = new JsonObject { ["type"] = "passport", ["number"] = number, ["issuer"] = "UKR" },
        })).Is(201);
        await hub.Hub.Settled();

        (await Read(complaint)).Is(200);
    }

    [Fact]
    public async Task An_application_with_one_employer_opens_nothing_about_another_also_when_the_hub_does_not_know_that_one()
    {
        var employer = await country.Employer();
        var registry = (await country.Operator.Get($"/api/v1/parties/{employer.Id}")).Is(200).Text("registryCode");
        var form = Forms.Complete(hub.Today).With("/worker/personalCode", Forms.PersonalCode());
        await country.Submitted(employer, form);
        await hub.Hub.Settled();

        foreach (var (about, status) in new[] { (registry, 200), (Country.NewCode(), 404) })
        {
            var contract = new JsonObject
            {
                ["contractId"] = $"C-{about}",
                ["employer"] = about,
                ["worker"] = form["worker"]!["personalCode"]!.DeepClone(),
                ["effectiveFrom"] = "2026-12-01",
                ["wageMonthly"] = 2500,
            };
            var record = (await country.Lab.Post("/api/v1/records/employment-contract", contract)).Is(201).Id;
            (await country.Mig.Get($"/api/v1/records/employment-contract/{record}?purpose=P01")).Status.Should().Be(status, "{0}", about);
        }
    }

    private async Task<string> Complaint(string worker) => (await country.Lab.Post("/api/v1/records/complaint", new JsonObject
    {
        ["complaintId"] = $"C-{Interlocked.Increment(ref numbers)}-{worker}",
        ["worker"] = worker,
        ["employer"] = Country.NewCode(),
        ["categories"] = new JsonArray("wages"),
        ["lodgedOn"] = "2026-03-01",
    })).Is(201).Id;

    private async Task Refer(string worker)
    {
        (await hub.Party("authority", "POL", "trafficking", "P12").Post("/api/v1/records/trafficking-referral", new JsonObject { ["referralId"] = $"R-{worker}", ["worker"] = worker, ["referredOn"] = "2026-03-31" })).Is(201);
        await hub.Hub.Settled();
    }

    private Task<Answer> Read(string complaint) => hub.Party("authority", "POL", "trafficking", "P12").Get($"/api/v1/records/complaint/{complaint}?purpose=P12");
}
