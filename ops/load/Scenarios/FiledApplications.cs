using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Load.Scenarios;

/// <summary>
/// Applications that were drafted and submitted, as the hub stores them: three appends with five events, of the application, its worker and his identifier, and three keys. The
/// rules, the doors and the grains are left out: that is what makes it quick.
/// </summary>
internal static class FiledApplications
{
    private const int Together = 200, Employers = 1_000;

    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow().AddDays(-20);
    private static readonly EmployerId[] Applicants = [.. Enumerable.Range(0, Employers).Select(_ => EntityId.New<EmployerId>(At))];

    /// <summary>Appends those with the numbers from <paramref name="stored"/> up to <paramref name="wanted"/>.</summary>
    public static Task Fill(IServiceProvider hub, int stored, int wanted) =>
        // While one part is committed, the next is sealed.
        Parallel.ForEachAsync(Enumerable.Range(stored, wanted - stored).Chunk(Together), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (numbers, _) => await Append(hub, numbers));

    private static async Task Append(IServiceProvider hub, int[] numbers)
    {
        var filed = numbers.Select(number => (Number: number, Id: EntityId.New<ApplicationId>(At), Worker: EntityId.New<WorkerId>(At))).ToArray();
        await hub.GetRequiredService<IKeyVault>().GetOrCreate([.. filed.SelectMany(one => (KeyRef[])[Draft(one.Id), Identity(one.Worker), Filing(one.Worker)])], CancellationToken.None);
        await Task.WhenAll(filed.Select(one => Append(hub.GetRequiredService<IEventStore>(), hub.GetRequiredService<EventFormat>(), one.Number, one.Id, one.Worker)));
    }

    private static async Task Append(IEventStore events, EventFormat format, int number, ApplicationId id, WorkerId worker)
    {
        var (application, person, key) = (new StreamId(id.ToString()), new StreamId(worker.ToString()), Commands.Hash($"identity/{number}/{worker}").Value);
        var (form, day, at) = (Form.Of("S", number), Form.Law.DayOf(At), At.AddSeconds(number));
        await Append("draft", new StreamAppend(application, 0, [await Write(application, 1, new ApplicationEvent.Drafted(id, Applicants[number % Employers], Form.Law.Id, $"S-{number}", form, at), Draft(id))]));
        var name = new WorkerName(form.Worker!.GivenNames, form.Worker.FamilyName!, form.Worker.BirthDate!.Value, form.Worker.Citizenships!);
        await Append(
            "register", new StreamAppend(person, 0, [await Write(person, 1, new WorkerEvent.Registered(worker, [key], name, at, ["document"]), Identity(worker))]), await IdentityKeys.Assign(format, key, $"{worker}", CancellationToken.None));
        var step = Form.Law.Steps[0];
        await Append("submit", new StreamAppend(application, 1, [
            await Write(application, 2, new ApplicationEvent.Submitted(worker, Form.Law.Version, Form.Evidence, day, form, at), Filing(worker)),
            await Write(application, 3, new ApplicationEvent.TaskOpened(1, step.Code, step.Authority ?? "MIG", step == Form.Law.DecidingStep, day.AddDays(100), at.AddDays(101), at), Filing(worker))]));

        ValueTask<NewEvent> Write(StreamId stream, long version, object happened, KeyRef under) => format.Write(happened, stream, version, under, CancellationToken.None);
        Task Append(string part, params StreamAppend[] streams) => events.Append(new(Commands.Hash($"{id}/{part}"), "", at, streams), CancellationToken.None);
    }

    private static KeyRef Draft(ApplicationId id) => new(id.ToString(), "draft");

    private static KeyRef Identity(WorkerId worker) => new(worker.ToString(), "identity");

    private static KeyRef Filing(WorkerId worker) => new(worker.ToString(), "application");
}
