using SingleWindow.Core.Appeals;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Owns one permit's stream. Key: the permit's id.</summary>
[GrainInterfaceType("sw.permit")]
public interface IPermitGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<PermitView>>> Handle(PermitCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The permit as it stands today.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<PermitView>>> Read(CancellationToken ct);

    /// <summary>Runs a command of the authority that decided; what it is shown is audited before it leaves.</summary>
    [Alias("HandleForAuthority")] Task<Outcome<Versioned<PermitView>>> HandleForAuthority(PermitCommand command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>Records the result of an appeal; what the authority is shown is audited before it leaves.</summary>
    [Alias("HandleAppeal")] Task<Outcome<Versioned<AppealView>>> HandleAppeal(PermitCommand.DecideAppeal command, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>An appeal, for the authority that decided; the read is audited before it is answered.</summary>
    [Alias("ReadAppeal")] Task<Outcome<Versioned<AppealView>>> ReadAppeal(int number, CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);

    /// <summary>The permit, for the authority that decided; the read is audited before it is answered.</summary>
    [Alias("ReadForAuthority")] Task<Outcome<Versioned<PermitView>>> ReadForAuthority(CommandContext context, IReadOnlyList<string> purposes, CancellationToken ct);
}
