using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class BoardTests(HubFixture hub)
{
    [Fact]
    public async Task A_member_who_leaves_the_board_acts_no_more_for_the_employer_and_goes_on_with_his_other_roles()
    {
        var (code, leaver, stayer) = (Country.NewCode(), Forms.PersonalCode(), Forms.PersonalCode());
        var (employer, other) = (await hub.Country.Unrecorded(code), await hub.Country.Employer());
        await hub.Country.BoardIs(code, leaver, stayer);
        foreach (var (subject, member) in ((string, string)[])[("acc_leaver", leaver), ("acc_stayer", stayer)])
            (await Seat(employer, subject, member)).Is(200).Json["items"]!.AsArray().Should().Contain(seat => seat!["subject"]!.ToString() == subject);
        foreach (var person in (Party[])[As("acc_leaver", employer), As("acc_stayer", employer), As("acc_leaver", other)]) (await person.Get("/api/v1/applications")).Is(200);

        await hub.Country.BoardIs(code, stayer);

        await Eventually.Holds(async () => (await As("acc_leaver", employer).Get("/api/v1/applications")).Status == 401, "who left is let in no more");
        (await As("acc_stayer", employer).Get("/api/v1/applications")).Is(200);
        (await As("acc_leaver", other).Get("/api/v1/applications")).Is(200);
        var seats = (await hub.Country.Operator.Get($"/api/v1/parties/{employer.Id}/representatives")).Is(200).Json["items"]!.AsArray();
        seats.Where(seat => seat!["leftAt"] is not null).Select(seat => seat!["subject"]!.ToString()).Should().Equal("acc_leaver");

        await hub.Country.BoardIs(code, stayer, leaver);
        (await As("acc_leaver", employer).Get("/api/v1/applications")).IsProblem(401, "API-00011");
        (await Seat(employer, "acc_leaver", leaver)).Is(200);
        (await As("acc_leaver", employer).Get("/api/v1/applications")).Is(200);
    }

    [Theory]
    [InlineData("dissolved")]
    [InlineData("struck-off")]
    public async Task Nobody_acts_for_an_employer_that_is_gone(string status)
    {
        var (code, member) = (Country.NewCode(), Forms.PersonalCode());
        var employer = await hub.Country.Unrecorded(code);
        await hub.Country.BoardIs(code, member);
        (await Seat(employer, "acc_last", member)).Is(200);
        (await hub.Country.Bus.Post("/api/v1/records/employer-profile", new JsonObject { ["registryCode"] = code, ["status"] = status })).Is(201);
        await Eventually.Holds(async () => (await As("acc_last", employer).Get("/api/v1/applications")).Status == 401, "there is nobody to act for");
    }

    [Fact]
    public async Task Only_whom_the_register_names_has_a_seat()
    {
        var (employer, chair) = await hub.Country.Chaired();
        (await Seat(employer, "acc_1", Forms.PersonalCode())).IsProblem(422, "BRD-00002");
        (await Seat(await hub.Country.Unrecorded(Country.NewCode()), "acc_1", chair)).IsProblem(422, "BRD-00002");
        (await Seat(employer, "acc 1", "1")).IsProblem(422, "BRD-00001", "/subject", "/personalCode");
        (await Seat(employer, "acc_1", chair)).Is(200);
        (await Seat(employer, "acc_1", chair)).Is(200).Json["items"]!.AsArray().Should().ContainSingle();
    }

    private Task<Answer> Seat(Party employer, string subject, string personalCode) =>
        hub.Country.Operator.Post($"/api/v1/parties/{employer.Id}/representatives", new JsonObject { ["subject"] = subject, ["personalCode"] = personalCode });

    // A person comes through an app: who he is, is the subject of the token.
    private Party As(string person, Party employer) => hub.WithToken(hub.Issuer.Mint("employer", "a-portal", employer.Id, change: token => token.Claims["sub"] = person));
}
