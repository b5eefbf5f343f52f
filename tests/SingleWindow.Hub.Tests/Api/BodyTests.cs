using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions.Execution;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Bodies that no operation reads, at every operation that reads one.</summary>
[Collection(SharedHub.Name)]
public sealed class BodyTests(HubFixture hub) : IAsyncLifetime
{
    private IReadOnlyList<Door> doors = [];
    private long before;

    public async Task InitializeAsync()
    {
        doors = [.. (await Doors.Of(hub)).Where(door => door.Body is not null)];
        before = await hub.Hub.Settled();
    }

    public async Task DisposeAsync() => (await hub.Hub.Settled()).Should().Be(before, "what was refused left nothing behind");

    [Fact]
    public async Task These_are_all_operations_with_a_body()
    {
        var paths = (await hub.WithToken(null).Get("/openapi/v1.json")).Is(200).Json["paths"]!.AsObject();

        var operations = paths.SelectMany(path => path.Value!.AsObject().Where(operation => operation.Value!["requestBody"]?["content"]?["application/json"] is not null).Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        operations.Should().BeEquivalentTo(doors.Select(door => door.Operation));
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("// nothing\n{}")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("   ")]
    public async Task What_is_no_JSON_object_is_malformed(string body)
    {
        await AtEveryDoor(Encoding.UTF8.GetBytes(body), (_, answer) => answer.IsProblem(400, "API-00001"));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_malformed()
    {
        byte[] broken = [.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        await AtEveryDoor(broken, (_, answer) => answer.IsProblem(400, "API-00001"));
        await AtEveryDoor(Encoding.Unicode.GetBytes("{}"), (_, answer) => answer.IsProblem(400, "API-00001"));
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_object()
    {
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => !door.IsPut)) (await door.Owner.Post(door.Mine, [], Party.NewKey(), null, door.Method)).Status.Should().NotBe(415, "{0} reads it", door).And.BeLessThan(500);
    }

    [Fact]
    public async Task Deep_nesting_is_malformed_wherever_it_is()
    {
        await AtEveryDoor(Encoding.UTF8.GetBytes(new string('[', 2000) + new string(']', 2000)), (_, answer) => answer.IsProblem(400, "API-00001"));
        foreach (var member in new[] { "form", "board", "items", "reason" })
        {
            var deep = $"{{\"{member}\":{string.Concat(Enumerable.Repeat("{\"a\":", 2000))}1{new string('}', 2000)}}}";
            await AtEveryDoor(Encoding.UTF8.GetBytes(deep), (_, answer) => answer.IsProblem(400, "API-00001"));
        }
    }

    [Fact]
    public async Task A_member_that_is_given_twice_is_malformed()
    {
        using var all = new AssertionScope();
        foreach (var door in doors)
            foreach (var (name, value) in door.Body!)
            {
                var twice = door.Body.ToJsonString()[..^1] + $",\"{name}\":{value?.ToJsonString() ?? "null"}}}";
                (await Send(door, Encoding.UTF8.GetBytes(twice))).IsProblem(400, "API-00001");
            }
    }

    [Fact]
    public async Task A_member_that_nobody_knows_is_refused_by_its_name()
    {
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            var body = door.Body!.DeepClone().AsObject();
            body["unheard/of~"] = 1;
            var answer = (await Send(door, body)).IsProblem();
            answer.Status.Should().BeOneOf(400, 422);
            answer.Json["errors"]![0]!["pointer"]!.ToString().Should().Be("/unheard~1of~0", "{0} says what is wrong", door);
        }
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("a\\u0007b")]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public async Task Text_with_broken_or_control_characters_is_refused_wherever_it_stands(string text)
    {
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            foreach (var pointer in Leaves(door.Body!, ""))
            {
                var body = door.Body!.DeepClone().AsObject().With(pointer, "MARK").ToJsonString().Replace("MARK", text);
                // The members of a record are free JSON: the one that is wrong is named, not the place inside it. A scheme definition is one whole.
                (await Send(door, Encoding.UTF8.GetBytes(body))).IsProblem(400, "API-00001", door.Mine.Contains("/schemes/") ? "" : pointer.Replace("/board/0/name", "/board"));
            }
            (await Send(door, Encoding.UTF8.GetBytes($"{{\"{text}\":1}}"))).IsProblem();
        }
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_refused_by_its_pointer()
    {
        using var all = new AssertionScope();
        // A scheme definition and a matrix have lists and members where these fit; their own tests say what they refuse.
        foreach (var door in doors.Where(door => !door.Mine.Contains("/schemes/") && !door.Mine.EndsWith("/access-matrix", StringComparison.Ordinal)))
            foreach (var pointer in Leaves(door.Body!, "").Where(pointer => !pointer.StartsWith("/board", StringComparison.Ordinal)))
                foreach (var wrong in new[] { "{}", "[]", "true", "[[]]", "{\"a\":1}" }.Where(wrong => !(pointer is "/accept" or "/active" && wrong == "true")))
                {
                    var body = door.Body!.DeepClone().AsObject().With(pointer, JsonNode.Parse(wrong));
                    var answer = (await Send(door, body)).IsProblem();
                    answer.Status.Should().BeOneOf(400, 422);
                    answer.Json["errors"]?[0]?["pointer"]?.ToString().Should().StartWith(pointer, "{0} says what is wrong in {1}", door, body.ToJsonString());
                }
    }

    [Fact]
    public async Task Two_megabytes_are_too_much()
    {
        var large = Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('a', 2 * 1024 * 1024)}\"}}");
        await AtEveryDoor(large, (_, answer) => answer.IsProblem(413, "API-00009"));
        using var all = new AssertionScope();
        foreach (var door in doors)
        {
            using var chunked = new HttpRequestMessage(door.Method, door.Mine) { Content = new ByteArrayContent(large) };
            chunked.Headers.TransferEncodingChunked = true;
            chunked.Content.Headers.ContentType = new("application/json");
            chunked.Headers.Add(door.IsPut ? "If-Match" : "Idempotency-Key", door.IsPut ? "\"1\"" : Party.NewKey());
            (await door.Owner.Send(chunked)).IsProblem(413, "API-00009");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_media_type_is_not_read(string? contentType)
    {
        using var all = new AssertionScope();
        foreach (var door in doors) (await Send(door, Encoding.UTF8.GetBytes("{\"a\":1}"), contentType)).IsProblem(415, "API-00010");
    }

    [Fact]
    public async Task A_command_needs_one_key_that_can_be_a_key()
    {
        using var all = new AssertionScope();
        foreach (var door in doors.Where(door => door is { IsPut: false, IsQuestion: false }))
        {
            (await door.Owner.Post(door.Mine, "{}"u8.ToArray(), null, method: door.Method)).IsProblem(400, "API-00002");
            foreach (var keys in new string[][] { [""], ["a b"], [new string('k', 129)], ["one", "two"] })
            {
                using var request = new HttpRequestMessage(door.Method, door.Mine) { Content = new ByteArrayContent("{}"u8.ToArray()) };
                request.Content.Headers.ContentType = new("application/json");
                foreach (var key in keys) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
                (await door.Owner.Send(request)).IsProblem(400, "API-00002");
            }
        }
    }

    [Theory]
    [InlineData(null, 428, "API-00005")]
    [InlineData("\"7\"", 412, "API-00006")]
    [InlineData("7", 412, "API-00006")]
    [InlineData("W/\"1\"", 412, "API-00006")]
    [InlineData("\"-1\"", 412, "API-00006")]
    [InlineData("\"99999999999999999999\"", 412, "API-00006")]
    [InlineData("\"\"", 412, "API-00006")]
    public async Task A_change_needs_the_version_that_was_read(string? etag, int status, string code)
    {
        foreach (var door in doors.Where(door => door.IsPut)) (await door.Owner.Put(door.Mine, door.Body, etag)).IsProblem(status, code);
    }

    private static IEnumerable<string> Leaves(JsonNode node, string pointer) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!, $"{pointer}/{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item!, $"{pointer}/{i}")),
        _ => [pointer],
    };

    private static Task<Answer> Send(Door door, JsonObject body) => Send(door, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static Task<Answer> Send(Door door, byte[] body, string? contentType = "application/json") =>
        door.IsPut ? door.Owner.Put(door.Mine, body, "\"1\"", contentType) : door.Owner.Post(door.Mine, body, Party.NewKey(), contentType, door.Method);

    private async Task AtEveryDoor(byte[] body, Action<Door, Answer> check)
    {
        using var all = new AssertionScope();
        foreach (var door in doors) check(door, await Send(door, body));
    }
}
