using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>Owns the mandates that one party gave. Key: <see cref="MandateId.BookOf"/> its id.</summary>
[GrainInterfaceType("sw.mandate-book")]
public interface IMandateBookGrain : IGrainWithStringKey
{
    /// <summary>Gives a mandate, and shows it to the one who gave it.</summary>
    [Alias("Give")] Task<Outcome<Versioned<MandateView>>> Give(MandateCommand.Give command, CommandContext context, CancellationToken ct);

    /// <summary>Ends a mandate, and shows it to the one who ended it.</summary>
    [Alias("End")] Task<Outcome<Versioned<MandateView>>> End(int number, CommandContext context, CancellationToken ct);

    /// <summary>Ends all of them: the party has been dissolved.</summary>
    [Alias("Dissolve")] Task<Outcome<Versioned<MandateBookView>>> Dissolve(CommandContext context, CancellationToken ct);

    /// <summary>A mandate, for the two parties to it.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<MandateView>> Read(int number, string reader, CancellationToken ct);

    /// <summary>May this representative do this now? Asked at every request that he makes for another; nobody keeps the answer.</summary>
    [Alias("Allows"), Orleans.Concurrency.ReadOnly] Task<Outcome<Representation>> Allows(string representative, string act, DateTimeOffset at, CancellationToken ct);
}

/// <summary>How many mandates stand in a book.</summary>
[GenerateSerializer, Immutable]
public sealed record MandateBookView(int Mandates);
