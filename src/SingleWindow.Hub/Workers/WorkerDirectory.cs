using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Workers;

/// <summary>Finds the worker whom a form means, by strong identifiers only, and registers a person whom nobody named before.</summary>
internal sealed class WorkerDirectory(IGrainFactory grains, IdentityKeys keys)
{
    /// <summary>The worker, or why it cannot be said who it is.</summary>
    public async Task<(WorkerId Worker, Problem? Problem)> Resolve(PersonForm person, CommandContext context, CancellationToken ct)
    {
        var wanted = await KeysOf(person, ct);
        // A lost race means that the other one is there now: the second look finds him.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var owners = new Dictionary<string, string?>();
            foreach (var key in wanted) owners[key] = await keys.Owner(key, ct);
            var known = owners.Values.OfType<string>().Distinct().ToArray();
            if (known.Length > 1) return (default, ApplicationProblems.TwoWorkers);
            if (known.Length == 0)
            {
                if (await Register(person, wanted, context, ct) is { } registered) return (registered, null);
                continue;
            }
            var worker = EntityId.Parse<WorkerId>(known[0]);
            if (await IsSomebodyElse(worker, person, ct)) return (default, ApplicationProblems.TwoWorkers);
            if (await AddMissing(worker, owners, context, ct)) return (worker, null);
        }
        return (default, CommandProblems.InFlight);
    }

    // A mistyped number is somebody's: nobody gets another person's file by it, and nobody's number is bound to another person.
    private async Task<bool> IsSomebodyElse(WorkerId worker, PersonForm person, CancellationToken ct) =>
        (await grains.GetGrain<IWorkerGrain>(worker.ToString()).Read(ct)).Value?.View.Name is { } name && name.BirthDate != person.BirthDate;

    private async Task<WorkerId?> Register(PersonForm person, IReadOnlyList<string> wanted, CommandContext context, CancellationToken ct)
    {
        var id = EntityId.New<WorkerId>(context.At);
        var name = new WorkerName(person.GivenNames, person.FamilyName!, person.BirthDate!.Value, person.Citizenships!);
        var outcome = await grains.GetGrain<IWorkerGrain>(id.ToString()).Handle(new WorkerCommand.Register(id, wanted, name), context.Part($"register/{id}"), ct);
        return outcome.Problem is null ? id : null;
    }

    private async Task<bool> AddMissing(WorkerId worker, Dictionary<string, string?> owners, CommandContext context, CancellationToken ct)
    {
        foreach (var key in owners.Where(owner => owner.Value is null).Select(owner => owner.Key))
            if ((await grains.GetGrain<IWorkerGrain>(worker.ToString()).Handle(new WorkerCommand.AddIdentityKey(key), context.Part($"identify/{key}"), ct)).Problem is not null)
                return false;
        return true;
    }

    private async ValueTask<IReadOnlyList<string>> KeysOf(PersonForm person, CancellationToken ct)
    {
        var found = new List<string>();
        if (person.PersonalCode is { } code) found.Add(await keys.Of(new("personal-code", "EST", code), ct));
        if (person.TravelDocument is { Issuer: { } issuer, Number: { } number }) found.Add(await keys.Of(new("document", issuer, number), ct));
        return found;
    }
}
