using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Workers;

/// <summary>Several workers, as the hub keeps them: what concerns two stands in the streams of both.</summary>
internal sealed class Registry
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<WorkerId, Worker> workers = [];
    private int moment;

    public Registry(int count)
    {
        for (var i = 1; i <= count; i++)
            Given(Id(i), new WorkerEvent.Registered(Id(i), [$"key-{i}"], new("Olena", "Koval", new(1990, 1, i), ["UKR"]), Start));
    }

    public IReadOnlyDictionary<WorkerId, Worker> Workers => workers;

    public Decision<WorkerEvent> Last { get; private set; } = Decision<WorkerEvent>.Nothing;

    public Worker this[int number] => workers[Id(number)];

    public static WorkerId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public DateTimeOffset At => Start.AddMinutes(moment);

    public Registry Given(WorkerId worker, WorkerEvent happened)
    {
        workers[worker] = Worker.Evolve(workers.GetValueOrDefault(worker) ?? Worker.Initial, happened);
        return this;
    }

    public Registry Wait(TimeSpan time)
    {
        moment += (int)time.TotalMinutes;
        return this;
    }

    public Registry When(int number, WorkerCommand command, string by)
    {
        var other = command switch { WorkerCommand.Merge merge => merge.With, WorkerCommand.Split split => split.From, _ => default };
        var context = new CommandContext(new(new string('0', 64)), "", new(by, "HUB"), Start.AddMinutes(++moment));
        Last = Worker.Decide(workers.GetValueOrDefault(Id(number)) ?? Worker.Initial, command, context, workers.GetValueOrDefault(other));
        foreach (var happened in Last.Events)
        {
            Given(Id(number), happened);
            if (happened is WorkerEvent.Merged merged) Given(merged.Loser, happened);
            if (happened is WorkerEvent.Split split) Given(split.Survivor, happened);
        }
        return this;
    }

    /// <summary>Proposed by one operator and confirmed by another.</summary>
    public Registry Both(int number, WorkerCommand command) => When(number, command, "one").When(number, command, "two");

    /// <summary>Follows the merges; null when they lead in a circle.</summary>
    public WorkerId? Canonical(WorkerId worker)
    {
        for (var steps = 0; steps <= workers.Count; steps++)
        {
            if (workers[worker].MergedInto is not { } survivor) return worker;
            worker = survivor;
        }
        return null;
    }

    public void IsRefused(Problem problem, params string[] pointers)
    {
        Last.Events.Should().BeEmpty();
        Last.Problem!.Code.Should().Be(problem.Code);
        Last.Problem.Errors.Select(error => error.Pointer).Should().BeEquivalentTo(pointers);
    }
}
