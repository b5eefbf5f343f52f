using System.Text.Json.Nodes;
using SingleWindow.Hub.Tests.Api;
using static SingleWindow.Hub.Tests.Quotas.Placed;

namespace SingleWindow.Hub.Tests.Quotas;

/// <summary>Operators read and set quotas.</summary>
[Collection(SharedHub.Name)]
public sealed class QuotaBookApiTests(HubFixture hub)
{
    private readonly Party oper = hub.Country.Operator;

    [Fact]
    public async Task A_book_that_nobody_set_shows_the_size_of_the_scheme_and_can_be_set()
    {
        var unset = (await oper.Get(Quota + "?year=2041")).Is(200);
        unset.Json.ToJsonString().Should().Be("""{"id":"ee-immigration-quota","year":2041,"size":1292,"reserved":0,"used":0,"released":0,"waiting":0}""");
        unset.ETag.Should().Be("\"0\"");

        var set = (await oper.Put(Quota, Body(2041, 1300, 20), unset.ETag)).Is(200);

        set.Json.ToJsonString().Should().Be("""{"id":"ee-immigration-quota","year":2041,"size":1300,"perEmployerMax":20,"reserved":0,"used":0,"released":0,"waiting":0}""");
        (await oper.Get(Quota + "?year=2041")).Is(200).Same.Should().Be(set.Same);
        (await oper.Put(Quota, Body(2041, 1300, 20), unset.ETag)).Is(200).Body.Should().Be(set.Body, "a retry hears that it was made");
        (await oper.Put(Quota, Body(2041, 1400, 20), unset.ETag)).IsProblem(412, "API-00006");
        (await oper.Put(Quota, Body(2041, 1400, null), set.ETag)).Is(200).Json["perEmployerMax"].Should().BeNull();
        (await oper.Get(Quota + "?year=2042")).Is(200).Json["size"]!.GetValue<int>().Should().Be(1292, "each year has a book of its own");
    }

    [Fact]
    public async Task Who_wrote_the_number_stands_in_the_audit_log()
    {
        var before = await hub.Hub.Settled();
        (await oper.Put(Quota, Body(2043, 10, null), "*")).Is(200);

        (await hub.EventsAfter(before)).Should().Equal("quota.opened", "audit.recorded");
    }

    [Fact]
    public async Task The_list_has_every_quota_of_the_schemes_for_one_year()
    {
        var rows = (await oper.Get("/api/v1/quotas?year=2044")).Is(200).Json["items"]!.AsArray();
        rows.Select(row => row!["id"]!.ToString()).Should().Contain(["bla-care", "ee-immigration-quota", "ee-shortage-cap"]).And.BeInAscendingOrder(StringComparer.Ordinal);
        rows.Should().OnlyContain(row => row!["year"]!.GetValue<int>() == 2044);
        (await oper.Get("/api/v1/quotas")).Is(200).Json["items"]!.AsArray().Should().OnlyContain(row => row!["year"]!.GetValue<int>() == hub.Today.Year);
    }

    [Theory]
    [InlineData("/api/v1/quotas/unheard-of", 404, "QTA-00001")]
    [InlineData("/api/v1/quotas/EE-IMMIGRATION-QUOTA", 404, "QTA-00001")]
    [InlineData("/api/v1/quotas/ee-immigration-quota?year=26", 400, "API-00008")]
    [InlineData("/api/v1/quotas/ee-immigration-quota?year=2101", 400, "API-00008")]
    [InlineData("/api/v1/quotas?year=-1", 400, "API-00008")]
    public async Task What_is_no_quota_and_no_year_is_refused(string path, int status, string code) => (await oper.Get(path)).IsProblem(status, code);

    [Fact]
    public async Task A_wrong_quota_is_refused_with_every_pointer()
    {
        (await oper.Put(Quota, new JsonObject(), "*")).IsProblem(422, "QTA-00002", "/year", "/size");
        (await oper.Put(Quota, Body(26, -1, 0), "*")).IsProblem(422, "QTA-00002", "/year", "/size", "/perEmployerMax");
        (await oper.Put(Quota, Body(2101, 1_000_001, 1_000_001), "*")).IsProblem(422, "QTA-00002", "/year", "/size", "/perEmployerMax");
        (await oper.Put("/api/v1/quotas/unheard-of", Body(2041, 10, null), "*")).IsProblem(404, "QTA-00001");
        (await oper.Put(Quota, Body(2041, 10, null), null)).IsProblem(428, "API-00005");
        (await oper.Put(Quota, new JsonObject { ["year"] = 2041, ["size"] = 1.5 }, "*")).IsProblem(400, "API-00001");
    }

    private static JsonObject Body(int year, int size, int? perEmployerMax) => new() { ["year"] = year, ["size"] = size, ["perEmployerMax"] = perEmployerMax };
}
