using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Load.Scenarios;

/// <summary>Applications from the draft to the decision, as events of ordinary size, each sealed under a key of its own; nothing but the feed ever looks at them.</summary>
internal static class FiledCases
{
    // Keys are made together, as one transaction of the vault.
    private const int Together = 200;

    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 15, 30, TimeSpan.Zero);

    /// <summary>Events of one application.</summary>
    public static int EventsOfOne { get; } = Life(EntityId.New<ApplicationId>(At), 0).Count();

    /// <summary>Appends so many applications, each at once.</summary>
    public static async Task Fill(IServiceProvider hub, int applications)
    {
        for (var left = applications; left > 0; left -= Together)
        {
            var lives = await Write(hub, Math.Min(left, Together));
            await Task.WhenAll(lives.Select(life => life.Append(hub.GetRequiredService<IEventStore>(), 0, life.Events.Count)));
        }
    }

    /// <summary>So many applications, sealed and not appended yet.</summary>
    public static async Task<IReadOnlyList<WrittenLife>> Write(IServiceProvider hub, int applications)
    {
        var (format, vault, written) = (hub.GetRequiredService<EventFormat>(), hub.GetRequiredService<IKeyVault>(), new List<WrittenLife>());
        foreach (var numbers in Enumerable.Range(1, applications).Chunk(Together))
        {
            var ids = numbers.Select(number => EntityId.New<ApplicationId>(At.AddSeconds(number))).ToArray();
            await vault.GetOrCreate([.. ids.Select(Key)], CancellationToken.None);
            foreach (var (id, number) in ids.Zip(numbers))
            {
                var (stream, events) = (new StreamId(id.ToString()), new List<NewEvent>());
                foreach (var one in Life(id, number)) events.Add(await format.Write(one, stream, events.Count + 1, Key(id), CancellationToken.None));
                written.Add(new(stream, events));
            }
        }
        return written;
    }

    private static KeyRef Key(ApplicationId id) => new(id.ToString(), "application");

    private static IEnumerable<ApplicationEvent> Life(ApplicationId id, int number)
    {
        var (form, day, official) = (Form.Of("R", number), DateOnly.FromDateTime(At.UtcDateTime), EntityId.New<OfficialId>(At));
        yield return new ApplicationEvent.Drafted(id, EntityId.New<EmployerId>(At), Form.Law.Id, $"R-{number}", form, At);
        yield return new ApplicationEvent.Submitted(EntityId.New<WorkerId>(At), Form.Law.Version, Form.Evidence, day, form, At);
        foreach (var (step, task) in Form.Law.Steps.Select((step, index) => (step, index + 1)))
        {
            yield return new ApplicationEvent.TaskOpened(task, step.Code, step.Authority ?? "MIG", step == Form.Law.DecidingStep, day.AddDays(10), At.AddDays(11), At);
            yield return new ApplicationEvent.TaskClaimed(task, official, At);
            if (task == 1) yield return new ApplicationEvent.Completed(day, Form.Law.Version, At);
            if (task == 1) yield return new ApplicationEvent.DueSet(day.AddDays(15), At.AddDays(16), At);
            if (step != Form.Law.DecidingStep) yield return new ApplicationEvent.TaskDone(task, "complete", official, "In order.", At);
        }
        yield return new ApplicationEvent.Decided(
            ApplicationStatus.Refused, ["R-1"], ["Act § 1"], "A sentence of ordinary length that says why.", official, "Mari Maasikas, adviser", Form.Law.DecidingStep.Authority ?? "MIG", day.AddDays(9), "Administrative court", day.AddDays(39), null, null, At);
    }

    /// <summary>What will be the events of one application.</summary>
    internal sealed record WrittenLife(StreamId Stream, IReadOnlyList<NewEvent> Events)
    {
        /// <summary>Appends some of them, which are next.</summary>
        public Task<CommandResult> Append(IEventStore events, int version, int count) =>
            events.Append(new(Commands.Hash($"{Stream}/{version}"), "", At, [new(Stream, version, [.. Events.Skip(version).Take(count)])]), CancellationToken.None);
    }
}
