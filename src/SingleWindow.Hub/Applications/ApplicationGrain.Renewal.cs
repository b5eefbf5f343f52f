using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;

namespace SingleWindow.Hub.Applications;

/// <summary>What an application needs to know about the permit that it renews or takes over.</summary>
internal sealed partial class ApplicationGrain
{
    private async Task<RenewedPermit?> Renewed(CancellationToken ct)
    {
        if (State.Renews is not { } id || (await GrainFactory.GetGrain<IPermitGrain>(id.ToString()).Read(ct)).Value is not { View: { } permit }) return null;
        var isOver = permit.Status is PermitStatus.Expired or PermitStatus.Ended or PermitStatus.Revoked;
        return new(await family.Canonical(permit.Holder, ct), permit.ValidTo, isOver, permit.Renewals?.Any(renewal => renewal.Outcome is null) is true);
    }
}
