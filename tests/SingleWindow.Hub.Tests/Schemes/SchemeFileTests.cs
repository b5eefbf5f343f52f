using System.Text.Json.Nodes;
using SingleWindow.Hub.Schemes;
using SingleWindow.Hub.Tests.Api;

namespace SingleWindow.Hub.Tests.Schemes;

/// <summary>A hub whose ministry wrote one more scheme, as a file and nothing else.</summary>
public sealed class FinnishHub() : HubFixture(new() { ["Schemes:Path"] = Folder })
{
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Schemes", "Installation");
}

public sealed class SchemeFileTests(FinnishHub hub) : IClassFixture<FinnishHub>
{
    private const string Id = "fi-seasonal-work";

    [Fact]
    public async Task A_scheme_that_is_a_file_only_goes_from_draft_to_grant()
    {
        var employer = await hub.Country.Employer();
        var form = Berries();
        var draft = (await employer.Post("/api/v1/applications", new JsonObject { ["scheme"] = Id, ["form"] = form })).Is(201);

        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).Is(200).Text("status").Should().Be("submitted");
        (await hub.Country.Mig.Post($"{Country.TaskPath(draft.Id, 1)}/outcome", Country.Outcome("complete"))).Is(200);
        (await employer.Get($"/api/v1/applications/{draft.Id}")).Is(200).Text("schemeVersion").Should().Be("2026-01");
        (await hub.Party("authority", "EMP", "permits", "P02").Post($"{Country.TaskPath(draft.Id, 2)}/outcome", Country.Outcome("positive"))).Is(200);
        (await hub.Country.Mig.Post($"{Country.TaskPath(draft.Id, 3)}/outcome", hub.Country.Signed("granted"))).Is(200);

        (await employer.Get($"/api/v1/applications/{draft.Id}")).Is(200).Text("status").Should().Be("granted");
        await hub.Hub.Settled();
        (await employer.Get("/api/v1/permits")).Is(200).Json["items"]!.AsArray().Should().ContainSingle(permit => permit!["scheme"]!.ToString() == Id);
    }

    [Fact]
    public async Task A_scheme_that_is_a_file_only_refuses_what_is_against_it()
    {
        var employer = await hub.Country.Employer();
        var form = Berries().With("/employment/nace", "62.10").With("/employment/plannedEnd", Forms.Date(hub.Today.AddDays(60 + 270)));
        var draft = (await employer.Post("/api/v1/applications", new JsonObject { ["scheme"] = Id, ["form"] = form })).Is(201);

        (await employer.Post($"/api/v1/applications/{draft.Id}/submit")).IsProblem(422, "APP-00002", "/employment/nace", "/employment/plannedEnd");
    }

    [Fact]
    public async Task Schemes_are_found_by_status_and_by_version()
    {
        var nobody = hub.WithToken(null);
        var all = (await nobody.Get("/api/v1/schemes")).Is(200).Json.AsArray();
        all.Should().HaveCount(11);
        (await nobody.Get("/api/v1/schemes?status=in-force")).Is(200).Json.AsArray().Select(scheme => scheme!["id"]!.ToString()).Should().Contain(Id).And.NotContain("eu-single-permit");
        (await nobody.Get("/api/v1/schemes?version=2019")).Is(200).Json.AsArray().Should().ContainSingle().Which!["id"]!.ToString().Should().Be("ca-seasonal-agricultural-worker");
        (await nobody.Get("/api/v1/schemes?status=forgotten")).IsProblem(400, "API-00008");
        (await nobody.Get($"/api/v1/schemes/{Id}?version=2026-01")).Is(200).Text("version").Should().Be("2026-01");
        (await nobody.Get($"/api/v1/schemes/{Id}?version=1999")).IsProblem(404, "SCH-00001");
    }

    [Fact]
    public void Every_fault_of_every_file_is_told_with_its_file_and_its_place()
    {
        using var folder = new TempFolder();
        Write(folder, "a.json", _ => { });
        Write(folder, "again.json", _ => { });
        Write(folder, "b.json", scheme => (scheme["calendar"], scheme["steps"]![0]!["authority"]) = ("FI", "NOBODY"));
        Write(folder, "c.json", scheme => (scheme["id"], scheme["version"]) = ("ee-seasonal", "2026-01"));
        File.WriteAllText(Path.Combine(folder.Path, "e.json"), "{");
        File.WriteAllText(Path.Combine(folder.Path, "notes.txt"), "no scheme");

        var (read, errors) = SchemeFolder.Read(folder.Path);

        errors.Should().Contain(error => error.StartsWith("b.json /calendar: ")).And.Contain(error => error.StartsWith("b.json /steps/0/authority: "))
            .And.Contain("again.json /version: fi-seasonal-work 2026-01 is defined already, by a.json.")
            .And.Contain("c.json /version: ee-seasonal 2026-01 is defined already, by the program itself.")
            .And.Contain(error => error.StartsWith("e.json (whole file): ")).And.NotContain(error => error.Contains("notes"));
        read.Should().ContainSingle("the good file is good all the same");
        SchemeFolder.Read(Path.Combine(folder.Path, "none")).Errors.Should().ContainSingle();
    }

    [Fact]
    public void A_circle_in_the_steps_is_told() => Told(scheme => scheme["steps"]![0]!["after"] = new JsonArray("decision")).Should().ContainSingle().Which.Should().StartWith("law.json /steps/0/after: ");

    [Fact]
    public void A_record_type_that_nobody_knows_is_told() =>
        Told(scheme => scheme["evidence"]![0]!["sources"]![0] = "record:horoscope").Should().ContainSingle().Which.Should().StartWith("law.json /evidence/0/sources/0: ");

    [Fact]
    public void A_law_in_which_nobody_decides_is_told() =>
        Told(scheme =>
        {
            foreach (var step in scheme["steps"]!.AsArray()) step!.AsObject().Remove("decides");
        }).Should().Contain(error => error.StartsWith("law.json /steps: "));

    [Fact]
    public void A_year_whose_holidays_are_not_known_is_told() =>
        Told(scheme => scheme["validFrom"] = "2031-01-01").Should().ContainSingle().Which.Should().StartWith("law.json /validFrom: ").And.Contain("not known");

    [Fact]
    public void Two_versions_in_force_on_one_day_are_told_at_the_later_file()
    {
        using var folder = new TempFolder();
        Write(folder, "1.json", _ => { });
        Write(folder, "2.json", scheme => (scheme["version"], scheme["validFrom"]) = ("2026-07", "2026-07-01"));

        SchemeFolder.Read(folder.Path).Errors.Should().Equal("2.json /validFrom: fi-seasonal-work: versions 2026-01 and 2026-07 are both in force on 2026-07-01.");
    }

    private static IReadOnlyList<string> Told(Action<JsonNode> spoil)
    {
        using var folder = new TempFolder();
        Write(folder, "law.json", spoil);
        return SchemeFolder.Read(folder.Path).Errors;
    }

    private static void Write(TempFolder folder, string name, Action<JsonNode> spoil)
    {
        var scheme = JsonNode.Parse(File.ReadAllText(Path.Combine(FinnishHub.Folder, "fi-seasonal-work.json")))!;
        spoil(scheme);
        File.WriteAllText(Path.Combine(folder.Path, name), scheme.ToJsonString());
    }

    private JsonObject Berries() => Forms.Complete(hub.Today)
        .With("/worker/residence", "UKR").With("/employment/isco", "9211").With("/employment/jobTitle", "Strawberry picker").With("/employment/nace", "01.13")
        .With("/legalStay", new JsonObject { ["basis"] = "visa-to-be-sought" })
        .With("/evidence", new JsonArray([.. new[] { "employment-contract-or-binding-offer", "accommodation", "health-insurance" }.Select(type => new JsonObject { ["type"] = type, ["statement"] = "Given." })]));
}
