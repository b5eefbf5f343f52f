using CsCheck;
using Orleans.Storage;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public abstract partial class EventStoreConformance
{
    /// <summary>One random append: which command id, which streams at which offset from their true version, and one required version.</summary>
    private sealed record Step(int Command, (int Stream, int Off, int Events)[] Streams, (int Stream, int Off) Required)
    {
        public static readonly Gen<int> MostlyZero = Gen.Frequency((8, Gen.Const(0)), (1, Gen.Const(1)), (1, Gen.Const(-1)));

        public static readonly Gen<Step> Any = Gen.Select(
            Gen.Int[0, 60],
            Gen.Select(Gen.Int[0, 4], MostlyZero, Gen.Int[0, 3]).Array[1, 3],
            Gen.Select(Gen.Int[0, 4], MostlyZero),
            (command, streams, required) => new Step(command, [.. streams.DistinctBy(s => s.Item1)], required));
    }

    [Fact]
    public async Task A_random_history_agrees_with_a_list()
    {
        var round = 0;
        await Step.Any.Array[1, 60].SampleAsync(async steps => await Agrees(steps, $"round {Interlocked.Increment(ref round)}"), iter: 30, threads: 1);
    }

    private async Task Agrees(Step[] steps, string round)
    {
        var start = await Store.ReadHead(None);
        var model = new List<(string Stream, long Version)>();
        var commands = new Dictionary<string, CommandResult>();
        string Name(int stream) => $"{round} stream {stream}";
        long Version(int stream) => model.Count(e => e.Stream == Name(stream));

        foreach (var step in steps)
        {
            var id = $"{round} command {step.Command}";
            var streams = step.Streams.Select(s => (s.Stream, Expected: Math.Max(0, Version(s.Stream) + s.Off), s.Events)).ToArray();
            var required = Math.Max(0, Version(step.Required.Stream) + step.Required.Off);
            var request = Request(id, [.. streams.Select(s => To(Name(s.Stream), s.Expected, s.Events))]).Requiring(Name(step.Required.Stream), required);
            var lawful = streams.All(s => s.Expected == Version(s.Stream)) && required == Version(step.Required.Stream);

            var (result, refusal) = await Caught(Store.Append(request, None));

            if (commands.TryGetValue(id, out var first))
            {
                result.Should().Be(first with { Repeated = true });
            }
            else if (lawful)
            {
                foreach (var s in streams) model.AddRange(Enumerable.Range(1, s.Events).Select(i => (Name(s.Stream), s.Expected + i)));
                commands[id] = result!;
                result.Should().Be(new CommandResult(
                    request.Command, request.Fingerprint, request.Streams[0].Stream, streams[0].Expected + streams[0].Events, start + model.Count,
                    Repeated: false));
            }
            else
            {
                refusal.Should().BeOfType<InconsistentStateException>();
            }
        }
        (await Store.ReadAll(start, int.MaxValue, None)).Select(e => (e.Stream.Value, e.Version)).Should().Equal(model);
    }
}
