using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What operators register, they can read.</summary>
[Collection(SharedHub.Name)]
public sealed class OperatorTests(HubFixture hub)
{
    private readonly Country country = hub.Country;

    [Fact]
    public async Task An_employer_is_where_the_answer_says_it_is()
    {
        var made = (await country.Operator.Post("/api/v1/parties", new JsonObject { ["registryCode"] = Country.NewCode(), ["name"] = "Uus OÜ" })).Is(201);

        var read = (await country.Operator.Get(made.Location!)).Is(200);

        (read.Body, read.ETag).Should().Be((made.Body, made.ETag));
    }

    [Fact]
    public async Task Employers_are_listed_newest_first_page_by_page()
    {
        var made = new List<string>();
        for (var i = 0; i < 3; i++) made.Add((await country.Unrecorded(Country.NewCode())).Id);
        await hub.Hub.Settled();

        var page = (await country.Operator.Get("/api/v1/parties?limit=2")).Is(200).Json;
        page["items"]!.AsArray().Count.Should().Be(2);
        var all = await country.Operator.All("/api/v1/parties", 2);
        all.Select(row => row["id"]!.ToString()).Where(made.Contains).Should().Equal(made.AsEnumerable().Reverse());
        all.Should().OnlyContain(row => row["registryCode"]!.ToString().Length == 8 && row["name"] != null);
    }

    [Fact]
    public async Task An_official_is_where_the_answer_says_at_once_and_in_the_list_of_the_authority()
    {
        var made = (await country.Operator.Post("/api/v1/users", new JsonObject { ["authority"] = "HEA", ["unit"] = "licences", ["name"] = "Epp Org", ["position"] = "Adviser" })).Is(201);

        (await country.Operator.Get(made.Location!)).Is(200).Body.Should().Be(made.Body);
        (await country.Operator.Get("/api/v1/users?authority=HEA")).Is(200).Json["items"]!.AsArray().Select(one => one!["id"]!.ToString()).Should().Contain(made.Id);
        (await country.Operator.Get("/api/v1/users?authority=LNG")).Is(200).Json["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/users", 400, "API-00008")]
    [InlineData("/api/v1/users?authority=mig", 400, "API-00008")]
    [InlineData("/api/v1/users?authority=nobody", 400, "API-00008")]
    [InlineData("/api/v1/users/usr_1", 404, "AUT-00004")]
    [InlineData("/api/v1/users/emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", 404, "AUT-00004")]
    [InlineData("/api/v1/parties/emp_1", 404, "EMP-00001")]
    [InlineData("/api/v1/parties?limit=0", 400, "API-00008")]
    public async Task What_was_never_registered_is_not_there(string path, int status, string code) => (await country.Operator.Get(path)).IsProblem(status, code);
}
