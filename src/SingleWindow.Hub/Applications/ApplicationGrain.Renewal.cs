using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Applications;

/// <summary>What an application needs to know about the permit that it renews or takes over.</summary>
internal sealed partial class ApplicationGrain
{
    public Task<Outcome<ApplicationForm>> Known(CancellationToken ct) => Task.FromResult<Outcome<ApplicationForm>>(State.Form is { } form ? form : ApplicationProblems.Erased);

    private async Task<RenewedPermit?> Renewed(CancellationToken ct)
    {
        if (State.Renews is not { } id || (await GrainFactory.GetGrain<IPermitGrain>(id.ToString()).Read(ct)).Value is not { View: { } permit }) return null;
        var isOver = permit.Status is PermitStatus.Expired or PermitStatus.Ended or PermitStatus.Revoked;
        return new(await family.Canonical(permit.Holder, ct), permit.ValidTo, isOver, permit.Renewals?.Any(renewal => renewal.Outcome is null) is true);
    }
}
