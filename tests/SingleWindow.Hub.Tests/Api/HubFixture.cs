using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A hub that many tests share: each has employers of its own. Those that step the clock or stop the hub have a fixture of their own.</summary>
public class HubFixture : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string?> settings;
    private Issuer issuer = null!;
    private RunningHub hub = null!;
    private HttpClient http = null!;

    public HubFixture() : this([])
    {
    }

    internal HubFixture(Dictionary<string, string?> settings, ILoggerProvider? logs = null) => (this.settings, Logs) = (settings, logs);

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(2))) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    internal DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    internal Issuer Issuer => issuer;

    internal RunningHub Hub => hub;

    internal HttpClient Http => http;

    /// <summary>The description; every answer is held against it.</summary>
    internal Contract Contract { get; private set; } = null!;

    internal Country Country { get; private set; } = null!;

    /// <summary>The files in which the hub keeps its data; the tables, when it keeps them in PostgreSQL.</summary>
    internal async Task<IReadOnlyList<string>> Stored(string pattern = "*")
    {
        await PostgresServer.CopyInto(folder.Path);
        return [.. Directory.GetFiles(folder.Path, pattern, SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))];
    }

    /// <summary>Takes the read models away from a hub that is closed.</summary>
    internal async Task LoseViews()
    {
        foreach (var file in Directory.GetFiles(folder.Path, "views.db*")) File.Delete(file);
        await PostgresServer.LoseViews(folder.Path);
    }

    private ILoggerProvider? Logs { get; }

    public async Task InitializeAsync()
    {
        issuer = await Issuer.Start();
        await Open();
        Country = await Country.Found(this);
    }

    public virtual async Task DisposeAsync()
    {
        await Close();
        await issuer.DisposeAsync();
        folder.Dispose();
    }

    internal async Task Open()
    {
        hub = await RunningHub.Start(folder.Path, issuer, Time, settings, Logs);
        http = new HttpClient { BaseAddress = hub.Address };
        Contract ??= new Contract(JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!);
    }

    internal async Task Close()
    {
        http.Dispose();
        await hub.DisposeAsync();
    }

    /// <summary>Somebody with a token.</summary>
    internal Party Party(string scope, string? party = null, string? unit = null, params string[] purposes)
    {
        var client = $"{scope}-{party ?? "nobody"}-{unit}";
        return new(this, issuer.Mint(scope, client, party, unit, purposes), party ?? "", unit: unit);
    }

    /// <summary>A worker of whom the hub has not heard.</summary>
    internal Party NewWorker() => Party("worker", $"wrk_{Guid.CreateVersion7():N}");

    /// <summary>Somebody with this token, or with none.</summary>
    internal Party WithToken(string? token) => new(this, token, "");

    /// <summary>Does something and says whether it left anything behind.</summary>
    internal async Task<bool> Writes(Func<Task> act)
    {
        var before = await hub.Settled();
        await act();
        return await hub.Settled() != before;
    }

    /// <summary>The stored events after a position.</summary>
    internal async Task<IReadOnlyList<string>> EventsAfter(long position) =>
        [.. (await hub.Services.GetRequiredService<IEventStore>().ReadAll(position, 1000, CancellationToken.None)).Select(stored => stored.Type)];

    /// <summary>The streams that have grown since.</summary>
    internal async Task<IReadOnlySet<string>> StreamsAfter(long position) =>
        (await hub.Services.GetRequiredService<IEventStore>().ReadAll(position, 10000, CancellationToken.None)).Select(stored => stored.Stream.ToString()!).ToHashSet(StringComparer.Ordinal);

    internal async Task<Answer> Send(HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Sending makes the address absolute.
        var path = request.RequestUri!.OriginalString;
        var sent = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync();
        using var response = await http.SendAsync(request);
        var answer = await Answer.Of(response, hub.Troubles);
        Contract.Differences(request.Method.Method, path, sent is null ? null : Encoding.UTF8.GetString(sent), answer).Should().BeEmpty("the description agrees with {0}", answer.Body);
        return answer;
    }
}

/// <summary>Tests that share one hub.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHub : ICollectionFixture<HubFixture>
{
    public const string Name = "shared hub";
}
