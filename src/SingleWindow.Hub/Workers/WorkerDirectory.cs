using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Workers;

/// <summary>Finds the worker whom a form means, by strong identifiers only, and registers a person whom nobody named before.</summary>
internal sealed class WorkerDirectory(IGrainFactory grains, IdentityKeys keys, WorkerFamily family, IdentityAudit log)
{
    /// <summary>The worker, or why it cannot be said who it is.</summary>
    /// <param name="person">As the form names him.</param>
    /// <param name="claimant">Who has claimed the worker's place in the application, if anybody has.</param>
    public async Task<(WorkerId Worker, Problem? Problem)> Resolve(PersonForm person, WorkerId? claimant, CommandContext context, CancellationToken ct)
    {
        var wanted = await KeysOf(person, ct);
        // A lost race means that the other one is there now: the second look finds him.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var own = claimant is { } party ? await FileOf(party, ct) : null;
            var owners = new List<(Identity Identity, WorkerId? Owner)>();
            foreach (var identity in wanted) owners.Add((identity, await OwnerOf(identity, ct)));
            var known = owners.Select(owner => owner.Owner).OfType<WorkerId>().Distinct().OrderBy(worker => worker.ToString(), StringComparer.Ordinal).ToArray();
            if (known.Length > 1) return await Doubtful(known[0], known[1], context, ct);
            if (known.Length == 0 && own is not null) known = [own.Id];
            if (known.Length == 0)
            {
                if (await Register(claimant ?? EntityId.New<WorkerId>(context.At), person, wanted, context, ct) is { } registered && claimant is null) return (registered, null);
                // A claimant who files twice at once is registered once: the second look says with which identifiers.
                continue;
            }
            var isOwn = claimant is null || own?.Id == known[0];
            if (!isOwn && own?.Identities is { Count: > 0 }) return await Doubtful(known[0], own.Id, context, ct);
            if (await IsSomebodyElse(known[0], person, ct)) return await Doubtful(known[0], null, context, ct);
            if (await AddMissing(known[0], owners.Where(owner => owner.Owner is null).Select(owner => owner.Identity), context, ct)
                && (isOwn || await Introduce(claimant!.Value, known[0], person, context, ct))) return (known[0], null);
        }
        return (default, CommandProblems.InFlight);
    }

    // An identifier of somebody who was merged is the survivor's.
    private async Task<WorkerId?> OwnerOf(Identity identity, CancellationToken ct) =>
        await keys.Owner(identity.Key, ct) is { } owner ? await family.Canonical(EntityId.Parse<WorkerId>(owner), ct) : null;

    // Nobody is merged or corrected by a filing, but it is not forgotten either: an official looks at it. The hub notes it, once.
    private async Task<(WorkerId Worker, Problem? Problem)> Doubtful(WorkerId worker, WorkerId? other, CommandContext context, CancellationToken ct)
    {
        var note = context.Part($"candidate/{worker}/{other}") with { Actor = Actor.Hub };
        var outcome = await grains.GetGrain<IWorkerGrain>(worker.ToString()).Handle(new WorkerCommand.NoteCandidate(other), note, ct);
        // Whoever files learns that these identifiers are not one person's: those whose they are may know that it was asked.
        foreach (var person in other is { } second ? [worker, second] : (WorkerId[])[worker]) await log.Compared(person, note, ct);
        return (default, outcome.Problem ?? ApplicationProblems.TwoWorkers);
    }

    // A mistyped number is somebody's: nobody gets another person's file by it, and nobody's number is bound to another person.
    private async Task<bool> IsSomebodyElse(WorkerId worker, PersonForm person, CancellationToken ct) =>
        (await grains.GetGrain<IWorkerGrain>(worker.ToString()).Read(ct)).Value?.View.Name is { } name && name.BirthDate != person.BirthDate;

    // Code, document and birth date open an application, not the file of somebody who was known before: that they are one person an official says.
    private async Task<bool> Introduce(WorkerId newcomer, WorkerId known, PersonForm person, CommandContext context, CancellationToken ct)
    {
        if (await Register(newcomer, person, [], context, ct) is null) return false;
        await Doubtful(known, newcomer, context, ct);
        return true;
    }

    private async Task<WorkerView?> FileOf(WorkerId worker, CancellationToken ct) =>
        (await grains.GetGrain<IWorkerGrain>((await family.Canonical(worker, ct)).ToString()).Read(ct)).Value?.View;

    private async Task<WorkerId?> Register(WorkerId id, PersonForm person, IReadOnlyList<Identity> wanted, CommandContext context, CancellationToken ct)
    {
        var name = new WorkerName(person.GivenNames, person.FamilyName!, person.BirthDate!.Value, person.Citizenships!);
        var register = new WorkerCommand.Register(id, [.. wanted.Select(identity => identity.Key)], name, [.. wanted.Select(identity => identity.Kind)]);
        var outcome = await grains.GetGrain<IWorkerGrain>(id.ToString()).Handle(register, context.Part($"register/{id}"), ct);
        return outcome.Problem is null ? id : null;
    }

    private async Task<bool> AddMissing(WorkerId worker, IEnumerable<Identity> missing, CommandContext context, CancellationToken ct)
    {
        foreach (var identity in missing)
        {
            var add = new WorkerCommand.AddIdentityKey(identity.Key, identity.Kind);
            if ((await grains.GetGrain<IWorkerGrain>(worker.ToString()).Handle(add, context.Part($"identify/{worker}/{identity.Key}"), ct)).Problem is not null) return false;
        }
        return true;
    }

    /// <summary>The strong identifiers that a form names.</summary>
    public async ValueTask<IReadOnlyList<Identity>> KeysOf(PersonForm person, CancellationToken ct)
    {
        var found = new List<Identity>();
        if (person.PersonalCode is { } code) found.Add(new(await keys.Of(new("personal-code", "EST", code), ct), "personal-code"));
        if (person.TravelDocument is { Issuer: { } issuer, Number: { } number }) found.Add(new(await keys.Of(new("document", issuer, number), ct), "document"));
        return found;
    }

    /// <summary>A blind index and the kind of the identifier.</summary>
    internal sealed record Identity(string Key, string Kind);
}
