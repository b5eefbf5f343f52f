using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Load;

/// <summary>Applications from the draft to the decision, as events of ordinary size, each sealed under a key of its own; nothing but the feed ever looks at them.</summary>
internal static class FiledCases
{
    // Keys are made together, as one transaction of the vault.
    private const int Together = 200;

    private static readonly Scheme Law = SchemeCatalog.Default.All.Last(scheme => scheme.Id == "ee-short-term-employment");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 15, 30, TimeSpan.Zero);

    /// <summary>Appends so many applications; the number of events of one.</summary>
    public static async Task<int> Fill(IEventStore events, EventFormat format, IKeyVault vault, int applications)
    {
        var each = 0;
        foreach (var numbers in Enumerable.Range(1, applications).Chunk(Together))
        {
            var ids = numbers.Select(number => EntityId.New<ApplicationId>(At.AddSeconds(number))).ToArray();
            await vault.GetOrCreate([.. ids.Select(Key)], CancellationToken.None);
            await Task.WhenAll(ids.Select(async (id, index) =>
            {
                var (stream, written) = (new StreamId(id.ToString()), new List<NewEvent>());
                foreach (var one in Life(id, numbers[index])) written.Add(await format.Write(one, stream, written.Count + 1, Key(id), CancellationToken.None));
                await events.Append(new(Commands.Hash(id.ToString()), "", At, [new(stream, 0, written)]), CancellationToken.None);
                each = written.Count;
            }));
        }
        return each;
    }

    private static KeyRef Key(ApplicationId id) => new(id.ToString(), "application");

    private static IEnumerable<ApplicationEvent> Life(ApplicationId id, int number)
    {
        var (form, day, official) = (Form.Of("R", number), DateOnly.FromDateTime(At.UtcDateTime), EntityId.New<OfficialId>(At));
        yield return new ApplicationEvent.Drafted(id, EntityId.New<EmployerId>(At), Law.Id, $"R-{number}", form, At);
        EvidenceItem[] evidence = [.. Law.Evidence.Select(rule => new EvidenceItem(rule.Type, rule.RecordType is { } type ? $"record:{type}" : "statement", EvidenceResult.Met))];
        yield return new ApplicationEvent.Submitted(EntityId.New<WorkerId>(At), Law.Version, evidence, day, form, At);
        foreach (var (step, task) in Law.Steps.Select((step, index) => (step, index + 1)))
        {
            yield return new ApplicationEvent.TaskOpened(task, step.Code, step.Authority ?? "MIG", step == Law.DecidingStep, day.AddDays(10), At.AddDays(11), At);
            yield return new ApplicationEvent.TaskClaimed(task, official, At);
            if (task == 1) yield return new ApplicationEvent.Completed(day, Law.Version, At);
            if (task == 1) yield return new ApplicationEvent.DueSet(day.AddDays(15), At.AddDays(16), At);
            if (step != Law.DecidingStep) yield return new ApplicationEvent.TaskDone(task, "complete", official, "In order.", At);
        }
        yield return new ApplicationEvent.Decided(
            ApplicationStatus.Refused, ["R-1"], ["Act § 1"], "A sentence of ordinary length that says why.", official, "Mari Maasikas, adviser", Law.DecidingStep.Authority ?? "MIG", day.AddDays(9), "Administrative court", day.AddDays(39), null, null, At);
    }
}
