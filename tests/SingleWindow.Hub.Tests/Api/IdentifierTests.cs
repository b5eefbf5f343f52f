using System.Text.Json.Nodes;
using FluentAssertions.Execution;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>An identifier is one word on the wire, and what one answer gives another operation takes.</summary>
[Collection(SharedHub.Name)]
public sealed class IdentifierTests(HubFixture hub)
{
    [Fact]
    public async Task Every_identifier_in_every_answer_is_text()
    {
        using var all = new AssertionScope();
        var seen = 0;
        foreach (var door in await Doors.Of(hub))
        {
            var answer = await door.Open(door.Owner, door.Mine);
            // Both describe members that are called id, and have none.
            if (answer.Status >= 300 || door.Operation.Contains("openapi") || door.Operation.EndsWith("/scheme-language", StringComparison.Ordinal) || answer.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is not true) continue;
            foreach (var id in Named("id", answer.Json))
            {
                seen++;
                id.GetValueKind().Should().Be(System.Text.Json.JsonValueKind.String, "{0} answered {1}", door, id);
            }
        }
        seen.Should().BeGreaterThan(20);
    }

    [Fact]
    public async Task A_task_names_itself_as_the_inbox_does()
    {
        var app = await hub.Country.Submitted(await hub.Country.Employer());

        var task = (await hub.Country.Mig.Get(Country.TaskPath(app, 1))).Is(200);

        task.Id.Should().Be(Country.TaskId(app, 1));
        (await hub.Country.Mig.Get($"/api/v1/tasks/{task.Id}")).Is(200);
    }

    private static IEnumerable<JsonNode> Named(string name, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == name ? [member.Value!] : Named(name, member.Value)),
        JsonArray items => items.SelectMany(item => Named(name, item)),
        _ => [],
    };
}
