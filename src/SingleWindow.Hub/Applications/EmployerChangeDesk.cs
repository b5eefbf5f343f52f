using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Records;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>Takes a new employer's word that it hires a permit holder: whoever it is must know the holder's document and birth date; the rest the hub knows.</summary>
internal sealed class EmployerChangeDesk(SchemeCatalog schemes, IdentityKeys keys, WorkerFamily family, Registers registers, EarlierCommands earlier)
{
    public async Task<Outcome<Versioned<EmployerChangeView>>> Propose(PermitId id, EmployerId employer, EmployerChangeBody body, Api api, CommandContext context, CancellationToken ct)
    {
        if ((await api.Grains.GetGrain<IPermitGrain>(id.ToString()).Read(ct)).Value is not { View: { } permit } || !await IsHolder(permit, body.Worker!, api, ct)) return PermitProblems.Unknown;
        if (!context.Actor.ActsFor(employer.ToString(), permit.Scheme)) return PermitProblems.Unknown;
        var pinned = schemes.Find(permit.Scheme, permit.SchemeVersion)!;
        var law = schemes.Governing(permit.Scheme, pinned.DayOf(context.At)) ?? pinned;
        var known = (await api.Grains.GetGrain<IApplicationGrain>(permit.Application.ToString()).Known(ct)).Value ?? new();
        var form = known with { Reference = null, Employment = body.Employment, Evidence = null };
        if (pinned.ChangeEmployer?.Mode == ChangeEmployerMode.ExtensionWithNewEmployer) return await Draft(permit, employer, form, law, api, context, ct);
        if (ChangeRules.OtherWay(pinned) is { } other) return other;
        if (EmployerChangeRules.Check(form, law, law.DayOf(context.At), known.Employment?.Category) is { IsEmpty: false } errors) return PermitProblems.Invalid.At(errors.All);
        if ((await api.Grains.GetGrain<IEmployerGrain>(employer.ToString()).Read(ct)).Value is not { View: { } hires }) return ApplicationProblems.NoEmployer;
        var evidence = await registers.Evidence(law, form, hires, null, [], law.DayOf(context.At), ct);
        var unproven = evidence.Where(item => item.Source.StartsWith("record:", StringComparison.Ordinal) && item.Result != EvidenceResult.Met && law.Evidence.First(rule => rule.Type == item.Type).Subject == Party.Employer);
        var breach = (await api.Grains.GetGrain<IEmployerGrain>(permit.Employer.ToString()).Read(ct)).Value is { View: { } present } && await registers.IsSanctioned(present, law, context.At, ct);
        var (post, terms) = EmployerChangeRules.Terms(form, law);
        var command = new PermitCommand.ProposeChange(employer, body.Employment!.PlannedStart!.Value, post, terms, [.. unproven.Select(item => item.Type)], breach);
        var outcome = await api.Grains.GetGrain<IPermitGrain>(id.ToString()).Handle(command, context, ct);
        return outcome.Value is { } done ? new Versioned<EmployerChangeView>(done.View.Change!, done.Version) : outcome.Problem!;
    }

    // The scheme extends the permit with the new employer: his application, with what is known of the worker.
    private async Task<Outcome<Versioned<EmployerChangeView>>> Draft(PermitView permit, EmployerId employer, ApplicationForm form, Scheme law, Api api, CommandContext context, CancellationToken ct)
    {
        var made = await earlier.StreamOf(context, ct) is { } first && EntityId.TryParse<ApplicationId>(first, out var known) ? known : (ApplicationId?)null;
        if (made is null && permit.Employer == employer) return PermitProblems.SameEmployer;
        if (made is null && PermitSuccession.CannotExtend(permit, law) is { } problem) return problem;
        var draft = new ApplicationCommand.Draft(
            made ?? EntityId.New<ApplicationId>(context.At), employer, permit.Scheme, form, permit.Id, ChangesEmployer: true, Holder: await family.Canonical(permit.Holder, ct));
        var outcome = await api.Grains.GetGrain<IApplicationGrain>(draft.Application.ToString()).Handle(draft, context, ct);
        return outcome.Value is { } drafted ? new Versioned<EmployerChangeView>(new(permit.Id, employer, null, drafted.View.Id), drafted.Version) : outcome.Problem!;
    }

    private async Task<bool> IsHolder(PermitView permit, HolderProofBody proof, Api api, CancellationToken ct)
    {
        var key = await keys.Of(new("document", proof.Issuer!, proof.DocumentNumber!), ct);
        if (await keys.Owner(key, ct) is not { } owner) return false;
        var (holder, named) = (await family.Canonical(permit.Holder, ct), await family.Canonical(EntityId.Parse<WorkerId>(owner), ct));
        return holder == named && (await api.Grains.GetGrain<IWorkerGrain>(holder.ToString()).Read(ct)).Value?.View.Name?.BirthDate == proof.BirthDate;
    }
}
