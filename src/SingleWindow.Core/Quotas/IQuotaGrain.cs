using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Quotas;

/// <summary>Owns one quota book's stream. Key: <see cref="QuotaKey"/>.</summary>
[GrainInterfaceType("sw.quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Runs a command of the operator or of an application.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<QuotaView>>> Handle(QuotaCommand command, CommandContext context, CancellationToken ct);

    /// <summary>Gives places, or turns in the waiting order; durable before the answer. An application that has one already keeps it.</summary>
    [Alias("Reserve")] Task<Outcome<QuotaStandings>> Reserve(QuotaCommand.Reserve command, CommandContext context, CancellationToken ct);

    /// <summary>The book.</summary>
    /// <param name="unset">What to show for a book that was never set.</param>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<QuotaView>>> Read(QuotaTerms unset, CancellationToken ct);

    /// <summary>Where an application stands now.</summary>
    [Alias("Standing"), Orleans.Concurrency.ReadOnly] Task<Outcome<QuotaStanding>> Standing(ApplicationId application, CancellationToken ct);
}
