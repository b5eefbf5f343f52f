using System.Text.Json.Nodes;
using FluentAssertions.Execution;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What the description says. That it agrees with the answers is checked at every answer of every test: see <see cref="HubFixture.Send"/>.</summary>
[Collection(SharedHub.Name)]
public sealed class DescriptionTests(HubFixture hub)
{
    private readonly Contract contract = hub.Contract;

    [Fact]
    public async Task Every_door_is_described_with_its_scope_its_headers_and_its_refusals()
    {
        using var all = new AssertionScope();
        foreach (var door in (await Doors.Of(hub)).Where(door => door.Operation.Contains(" /api/")))
        {
            var (method, path) = (door.Operation.Split(' ')[0].ToLowerInvariant(), door.Operation.Split(' ')[1]);
            var operation = contract.Document["paths"]![path]![method]!;
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToArray();
            operation["security"]?.AsArray().Select(need => need!["oauth"]![0]!.ToString()).Should().BeEquivalentTo(door.Scopes, "{0}", door);
            statuses.Should().Contain(["429", "500", "503"], "{0}", door);
            statuses.Contains("401").Should().Be(door.Scope is not null, "{0}", door);
            statuses.Contains("403").Should().Be(door.Scope is not null, "{0}", door);
            var forOthers = Headers(operation).Contains("SW-On-Behalf-Of?");
            statuses.Contains("404").Should().Be(path.Contains('{') || forOthers || path.EndsWith("/claim", StringComparison.Ordinal), "{0}", door);
            statuses.Contains("412").Should().Be(method is "post" or "patch" or "put" && !door.IsQuestion, "{0}", door);
            Headers(operation).Except(["SW-On-Behalf-Of?"]).Should().BeEquivalentTo(method switch { "post" when door.IsQuestion => [], "post" when door is { File: not null, FileType: "application/pdf" } => ["Content-Disposition?", "Idempotency-Key", "If-Match?"], "post" or "patch" => ["Idempotency-Key", "If-Match?"], "put" => ["If-Match"], _ => Array.Empty<string>() }, "{0}", door);
        }
    }

    [Fact]
    public void What_is_explained_is_what_is_described()
    {
        var described = contract.Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Operation: $"{operation.Key.ToUpperInvariant()} {path.Key}",
            Scopes: string.Join(' ', operation.Value!["security"]?.AsArray().Select(need => need!["oauth"]![0]!.ToString()) ?? []))));
        AccessTable.Of(hub.Hub.App).Where(line => line.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(line => ($"{line.Method} {line.Path}", line.Scope ?? "")).Should().BeEquivalentTo(described);
    }

    [Fact]
    public void Nothing_is_without_a_type_and_numbers_are_numbers()
    {
        using var all = new AssertionScope();
        foreach (var (name, schema) in contract.Document["components"]!["schemas"]!.AsObject().Where(schema => schema.Key != "JsonElement"))
        {
            schema!["type"]?.GetValueKind().Should().Be(System.Text.Json.JsonValueKind.String, "{0} is one thing, and never null", name);
            schema["type"].Should().NotBeNull("{0} is something", name);
            foreach (var (member, form) in schema["properties"]?.AsObject() ?? [])
            {
                (form!["type"] ?? form["$ref"] ?? form["oneOf"]).Should().NotBeNull("{0}.{1} is something", name, member);
                var types = form["type"]?.ToJsonString() ?? "";
                (types.Contains("\"string\"") && (types.Contains("integer") || types.Contains("number"))).Should().BeFalse("{0}.{1} is a number or not", name, member);
            }
        }
    }

    [Fact]
    public void Bodies_know_no_other_member_and_say_what_is_needed()
    {
        Schema("NewApplication")["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        Schema("EmploymentForm")["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        Schema("OutcomeBody")["required"]!.AsArray().Select(name => name!.ToString()).Should().Equal("outcome");
        Schema("AnswerBody")["properties"]!["text"]!["maxLength"]!.GetValue<int>().Should().Be(4000);
        contract.Document["paths"]!["/api/v1/applications/{id}/withdraw"]!["post"]!["requestBody"]!["required"].Should().BeNull("an empty body is enough");
        contract.Document["paths"]!["/api/v1/tasks/{id}/outcome"]!["post"]!["requestBody"]!["required"]!.GetValue<bool>().Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"id":{"number":1}}""")]
    [InlineData("""{"id":"emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b"}""")]
    [InlineData("""{"status":"lost"}""")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"overdue":"false"}""")]
    [InlineData("""{"dueOn":"tomorrow"}""")]
    [InlineData("""{"another":1}""")]
    public async Task The_check_of_answers_finds_what_is_wrong(string change)
    {
        var app = (await hub.Party("employer", "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b").Post("/api/v1/applications", new JsonObject { ["scheme"] = Country.Scheme })).Is(201).Json.AsObject();
        contract.Differences(Schema("ApplicationView"), app).Should().BeEmpty();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) app[name] = value?.DeepClone();

        contract.Differences(Schema("ApplicationView"), app).Should().ContainSingle();
    }

    [Fact]
    public async Task The_check_of_answers_knows_the_operation_by_its_path()
    {
        var read = (await hub.Country.Operator.Get("/api/v1/schemes/" + Country.Scheme)).Is(200);
        contract.Differences("GET", $"/api/v1/schemes/{Country.Scheme}?x=1", null, read).Should().BeEmpty();
        contract.Differences("GET", "/api/v1/schemes", null, read).Should().NotBeEmpty("that is a list");
        contract.Differences("GET", $"/api/v1/schemes/{Country.Scheme}", null, read with { Status = 418 }).Should().ContainSingle("nobody is a teapot");
        contract.Differences("POST", "/api/v1/applications/x/withdraw", null, read with { Status = 200 }).Should().NotBeEmpty("that is no application, and has no ETag");
    }

    private JsonNode Schema(string name) => contract.Document["components"]!["schemas"]![name]!;

    private static IEnumerable<string> Headers(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.ToString() == "header")
            .Select(parameter => parameter!["name"] + (parameter["required"]?.GetValue<bool>() is true ? "" : "?"));
}
