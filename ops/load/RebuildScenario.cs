using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Core.Shared;
using SingleWindow.Hub;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load;

/// <summary>What <c>rebuild</c> builds anew.</summary>
/// <param name="Applications">In the store, each from the draft to the decision.</param>
/// <param name="Models">Names of read models; each alone, then all at once.</param>
internal sealed record RebuildOptions(int Applications, IReadOnlyList<string> Models)
{
    /// <summary>Those that follow every event of an application.</summary>
    public static readonly IReadOnlyList<string> OfApplications = ["applications", "tasks", "application-deadlines", "appeals", "decision-times", "records"];
}

/// <summary>How many events a second a read model takes in when it is built anew, on both stores.</summary>
internal static class RebuildScenario
{
    public static async Task<int> Run(RebuildOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-load-").FullName;
        try
        {
            await using var postgres = await TemporaryPostgres.Start();
            Console.Out.Line("machine", $"{Machine.Description}; load average {Machine.LoadAverage}");
            await Measure("SQLite", options, new() { ["Store:Path"] = folder });
            await Measure("PostgreSQL", options, new()
            {
                ["Store:Kind"] = "postgres",
                ["Store:Connection"] = postgres.Stores,
                ["Keys:Connection"] = postgres.Keys,
                ["Keys:Master"] = Convert.ToBase64String(new byte[32]),
                ["Store:Path"] = folder,
            });
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(string store, RebuildOptions options, Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var hub = new ServiceCollection().AddLogging().AddLaw(configuration).AddHub(configuration, TimeProvider.System).BuildServiceProvider();
        var events = hub.GetRequiredService<IEventStore>();
        var begun = Stopwatch.GetTimestamp();
        var each = await FiledCases.Fill(events, hub.GetRequiredService<EventFormat>(), hub.GetRequiredService<IKeyVault>(), options.Applications);
        var head = await events.ReadHead(CancellationToken.None);
        Console.Out.Line(store, $"{options.Applications} applications of {each} events, written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");

        // What nobody can be faster than: every event read and opened, nothing written but the checkpoint.
        await Build(hub, head, [new Nothing("warm-up")]);
        var bare = head / await Build(hub, head, [new Nothing("bare")]);
        Console.Out.Line("bare feed", $"{bare:0} events/s");
        var models = hub.GetServices<IProjection>().Where(model => options.Models.Contains(model.Name)).ToArray();
        foreach (var model in models) Print(model.Name, head / await Build(hub, head, [model]), bare);
        if (models.Length > 1) Print("all of them", head / await Build(hub, head, models), bare);
    }

    private static void Print(string name, double rate, double bare) => Console.Out.Line("", $"{name,-22} {rate,8:0} events/s  ratio {rate / bare:0.000}");

    /// <summary>Seconds until all of them have taken in everything.</summary>
    private static async Task<double> Build(IServiceProvider hub, long head, IProjection[] models)
    {
        using var pump = new FeedPump(
            hub.GetRequiredService<IEventStore>(), hub.GetRequiredService<IViewStore>(), hub.GetRequiredService<IEventReader>(), EventCatalog.Default, models, [], NullLogger<FeedPump>.Instance);
        // A model that another run built is built anew, as an operator would have it.
        await hub.GetRequiredService<IViewStore>().Write("load", async writer => await writer.Execute("delete from checkpoints"), CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        await pump.StartAsync(CancellationToken.None);
        await pump.WaitFor(head, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await pump.StopAsync(CancellationToken.None);
        return seconds;
    }

    private sealed class Nothing(string name) : IProjection
    {
        public string Name => name;

        public IReadOnlyList<Type> Follows => [typeof(object)];

        public int Revision => 1;

        public IReadOnlyList<string> Tables => [];

        public string Schema => "";

        public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => ValueTask.CompletedTask;
    }
}
