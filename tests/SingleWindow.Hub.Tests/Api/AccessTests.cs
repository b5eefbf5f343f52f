using FluentAssertions.Execution;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Api;

[Collection(SharedHub.Name)]
public sealed class AccessTests(HubFixture hub) : IAsyncLifetime
{
    private IReadOnlyList<Door> doors = [];

    public async Task InitializeAsync() => doors = await Doors.Of(hub);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_endpoint_says_who_may_use_it_and_stands_in_the_table_of_doors()
    {
        using var all = new AssertionScope();
        var mapped = new Dictionary<string, string?>();
        foreach (var endpoint in hub.Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>())
        {
            var rule = endpoint.Metadata.GetMetadata<AccessRule>();
            rule.Should().NotBeNull("{0} must say who may use it", endpoint.DisplayName);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["?"])
                mapped[$"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"] = rule?.Scope;
        }

        mapped.Keys.Where(operation => operation.StartsWith("GET /docs", StringComparison.Ordinal)).ToList().ForEach(assets => mapped.Remove(assets));
        mapped.Should().BeEquivalentTo(doors.Where(door => !door.Operation.StartsWith("GET /docs", StringComparison.Ordinal)).ToDictionary(door => door.Operation, door => door.Scope));
    }

    [Fact]
    public async Task Public_doors_open_without_a_token_and_no_other_does()
    {
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            var answer = await door.Open(hub.WithToken(null), door.Mine);
            if (door.Scope is null) answer.Status.Should().Be(200, "{0} is public", door);
            else Unauthorised(door, answer);
        }
    }

    [Fact]
    public async Task A_bad_token_is_no_token()
    {
        var good = hub.Issuer.Mint("operator", "c", "HUB");
        var parts = good.Split('.');
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var bad = new Dictionary<string, string>
        {
            ["expired"] = Mint(token => (token.IssuedAt, token.Expires) = (now.AddHours(-2), now.AddHours(-1))),
            ["not yet valid"] = Mint(token => token.NotBefore = now.AddMinutes(10)),
            ["without an end"] = Mint(token => token.Expires = null),
            ["for somebody else"] = Mint(token => token.Audience = "another"),
            ["of another issuer"] = Mint(token => token.Issuer = "http://127.0.0.1:1"),
            ["an identity token"] = Mint(token => token.TokenType = "JWT"),
            ["of another key"] = Mint(token => token.SigningCredentials = new(new ECDsaSecurityKey(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)), "ES256")),
            ["signed with a shared secret"] = Mint(token => token.SigningCredentials = new(new SymmetricSecurityKey(new byte[32]) { KeyId = "1" }, "HS256")),
            ["unsigned"] = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            ["with another's claims"] = $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("HUB", "MIG"))}.{parts[2]}",
            ["not a token"] = "abc",
        };
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => door.Scope is not null))
            foreach (var (name, token) in bad)
                Unauthorised(door, await door.Open(hub.WithToken(token), door.Mine), name);

        string Mint(Action<SecurityTokenDescriptor> change) => hub.Issuer.Mint("operator employer authority worker", "c", "HUB", change: change);
    }

    [Fact]
    public async Task A_token_of_another_scope_opens_nothing()
    {
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => door.Scope is not null))
            foreach (var scope in Access.Scopes.Append("nothing").Append(door.Scopes[0] + "x").Except(door.Scopes))
                (await door.Open(hub.Party(scope, door.Owner.Id, "u", "P01"), door.Mine)).IsProblem(403, "API-00012");
    }

    [Fact]
    public async Task Where_two_sides_meet_a_scope_opens_nothing_for_a_party_of_the_other_side()
    {
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => door.Scopes.Count > 1))
            (await door.Open(hub.Party("worker", door.Owner.Id, "u", "P01"), door.Mine)).IsProblem(403, "API-00012");
        doors.Count(door => door.Scopes.Count > 1).Should().BeGreaterThan(5);
    }

    [Fact]
    public async Task What_is_anothers_looks_like_what_does_not_exist()
    {
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => door.Strangers is not null))
            foreach (var stranger in door.Strangers!)
            {
                var refused = (await door.Open(stranger, door.Mine)).IsProblem();
                refused.Status.Should().Be(door.Refusal, "{0} is not {1}'s; the answer was {2}", door, stranger.Id, refused.Body);
                if (door.Unknown is { } unknown) refused.WithoutTrace.Should().Be((await door.Open(stranger, unknown)).WithoutTrace);
            }
    }

    [Fact]
    public async Task The_owner_is_never_turned_away()
    {
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            var answer = await door.Open(door.Owner, door.Mine);
            answer.Status.Should().NotBe(401).And.NotBe(403).And.NotBe(404, "{0} is the owner's; the answer was {1}", door, answer.Body).And.BeLessThan(500);
            if (door.Unknown is { } unknown) (await door.Open(door.Owner, unknown)).IsProblem().Status.Should().Be(404);
        }
    }

    [Fact]
    public async Task A_stranger_cannot_find_out_by_versions_whether_an_application_exists()
    {
        var put = doors.Single(door => door.Operation == "PUT /api/v1/applications/{id}");
        using var all = new AssertionScope();
        foreach (var tag in new[] { "\"0\"", "\"1\"", "\"2\"" })
            (await put.Strangers![0].Put(put.Mine, put.Body, tag)).WithoutTrace.Should().Be((await put.Strangers[0].Put(put.Unknown!, put.Body, tag)).WithoutTrace, "of version {0}", tag);
    }

    private static void Unauthorised(Door door, Answer answer, string because = "there is no token")
    {
        answer.IsProblem(401, "API-00011");
        answer.Headers.WwwAuthenticate.ToString().Should().StartWith("Bearer", "{0} was tried and {1}", door, because);
    }
}
