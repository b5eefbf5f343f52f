using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>
/// Everybody before every door, for what is his, another's, nobody's or gone, by every spelling of the path. An endpoint that is added stands in <see cref="Doors"/>, or <see cref="AccessTests"/> fail,
/// and so the matrix grows by itself. ops/test prints the line of counts.
/// </summary>
public sealed partial class MatrixTests(HubFixture hub, ITestOutputHelper output) : IClassFixture<HubFixture>
{
    private readonly ConcurrentQueue<string> wrong = new();
    private int asked;

    [Fact]
    public async Task Nobody_gets_through_a_door_that_is_not_his()
    {
        var doors = await Doors.Of(hub);
        await using var foreign = await Issuer.Start();
        var principals = await Principal.Of(hub, foreign, doors);
        var ids = doors.Where(door => door.Scope is not null).SelectMany(door => Id().Matches($"{door.Mine} {door.Owner.Id}").Select(id => id.Value)).ToHashSet(StringComparer.Ordinal);
        var position = await hub.Hub.Settled();

        var refused = 0;
        await Parallel.ForEachAsync(doors.SelectMany(door => principals.Select(principal => (door, principal))), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, _) =>
        {
            var (door, principal) = pair;
            if (door.Scope is null || principal.Owns(door) || (door.IsByKnowledge && !principal.IsNobody && principal.Fits(door) && door.Strangers?.Any(stranger => stranger.Id == principal.Before(door).Id) is not true)) return;
            var caller = principal.Before(door);
            // What a body says, who sends it knows; and lists what came of it.
            var said = door.Strangers is null ? doors : [door];
            var secrets = ids.Except(said.SelectMany(one => Id().Matches($"{one.Body?.ToJsonString()}").Select(id => id.Value))).ToHashSet(StringComparer.Ordinal);
            Interlocked.Increment(ref refused);
            await Plain(door, principal, caller, secrets);
            foreach (var spelling in Spellings.Of(door.Mine)) await Spelled(door, principal, caller, spelling, secrets);
        });

        string.Join("\n", wrong).Should().BeEmpty();
        await hub.Hub.Settled();
        (await hub.StreamsAfter(position)).Where(stream => Id().Matches(stream).Any(id => ids.Contains(id.Value))).Should().BeEmpty("nobody changed what is another's");
        output.WriteLine($"Matrix: {doors.Count} operations x {principals.Count} principals, {refused} pairs refused in {asked} requests, {Spellings.Of("/a/b").Count()} spellings of each path");
        refused.Should().BeGreaterThan((int)(0.9 * doors.Count(door => door.Scope is not null) * principals.Count), "hardly anybody owns anything");
    }

    private async Task Plain(Door door, Principal principal, Party caller, HashSet<string> secrets)
    {
        var mine = await Try(door, caller, door.Mine);
        if (principal.IsNobody)
        {
            Check(mine.Status == 401 && mine.Text("code") == "API-00011", door, principal, door.Mine, mine);
            return;
        }
        if (!principal.Fits(door))
        {
            Check(mine.Status == 403 && mine.Text("code") == "API-00012", door, principal, door.Mine, mine);
            return;
        }
        // He may use it, for what is his: a list has nothing of others', and what he makes is his own.
        if (door.Strangers is null)
        {
            Check(mine.Status < 500 && !Leaks(mine, caller, secrets), door, principal, door.Mine, mine);
            return;
        }
        Check((mine.Status == door.Refusal || mine.Status is 403 or 404 or 422 || mine.Text("code") == "MND-00004") && !Leaks(mine, caller, secrets), door, principal, door.Mine, mine);
        if (door.Unknown is null) return;
        var none = await Try(door, caller, door.Unknown);
        Check(none.Status == mine.Status && none.WithoutTrace == mine.WithoutTrace, door, principal, door.Unknown, none);
        if (door.Gone is null) return;
        var gone = await Try(door, caller, door.Gone);
        Check(gone.Status == mine.Status && gone.WithoutTrace == mine.WithoutTrace, door, principal, door.Gone, gone);
    }

    private async Task Spelled(Door door, Principal principal, Party caller, string path, HashSet<string> secrets)
    {
        var request = new HttpRequestMessage(door.Method, new Uri(hub.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (door.Body is not null || door.File is not null)
            request.Content = new ByteArrayContent(door.File ?? Encoding.UTF8.GetBytes(door.Body!.ToJsonString())) { Headers = { ContentType = new(door.File is null ? "application/json" : door.FileType) } };
        if (!door.IsQuestion && door.Method != HttpMethod.Get) request.Headers.Add("Idempotency-Key", Party.NewKey());
        if (door.IsPut) request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (caller.Principal is { } principalId) request.Headers.Add("SW-On-Behalf-Of", principalId);
        if (caller.Token is { } token) request.Headers.Authorization = new("Bearer", token);
        using var response = await hub.Http.SendAsync(request);
        Interlocked.Increment(ref asked);
        var answer = await Answer.Of(response);
        var isOpen = answer.Status < 300 && !principal.IsNobody && principal.Fits(door) && door.Strangers is null;
        // The page about the API answers to anything below it.
        var isPublic = answer.Status < 400 && path.StartsWith("/docs", StringComparison.Ordinal) && answer.ContentType is "text/html" or null;
        Check((answer.Status is >= 400 and < 500 || isOpen || isPublic) && !Leaks(answer, caller, secrets), door, principal, path, answer);
    }

    private async Task<Answer> Try(Door door, Party caller, string path)
    {
        Interlocked.Increment(ref asked);
        return await door.Open(caller, path);
    }

    private static bool Leaks(Answer answer, Party caller, HashSet<string> secrets) => answer.Status < 300 && Id().Matches(answer.Body).Any(id => id.Value != caller.Id && secrets.Contains(id.Value));

    private void Check(bool holds, Door door, Principal principal, string path, Answer answer)
    {
        if (!holds) wrong.Enqueue($"{door.Method} {path} by {principal}: {answer.Status} {answer.Body[..Math.Min(300, answer.Body.Length)]}");
    }

    [GeneratedRegex("[a-z]{3}_[0-9a-f]{32}")]
    private static partial Regex Id();
}
