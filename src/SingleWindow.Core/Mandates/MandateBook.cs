using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>Every mandate that one party gave. One owner for all of them: whoever asks it hears what holds now.</summary>
public sealed record MandateBook
{
    /// <summary>How many open mandates a party may have.</summary>
    public const int MostOpen = 100;

    /// <summary>Before the first mandate.</summary>
    public static readonly MandateBook Initial = new();

    // Parties are registered in Estonia: their days begin and end there.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");

    /// <summary>Whose mandates they are; empty before the first.</summary>
    public string Principal { get; private init; } = "";

    /// <summary>All of them, by number from 1.</summary>
    public ImmutableList<Mandate> Mandates { get; private init; } = [];

    /// <summary>What a command does.</summary>
    public static Decision<MandateEvent> Decide(MandateBook book, MandateCommand command, CommandContext context, SchemeCatalog schemes) => command switch
    {
        MandateCommand.Give give => Give(book, give, context, schemes),
        MandateCommand.End end => End(book, end, context),
        MandateCommand.Dissolve => book.Mandates.Where(mandate => mandate.IsOpen(DayOf(context.At)))
            .Select(mandate => (MandateEvent)new MandateEvent.Ended(mandate.Number, MandateEnd.Dissolved, context.At)).ToArray(),
        _ => throw new UnreachableException(),
    };

    /// <summary>The book after one more event.</summary>
    public static MandateBook Evolve(MandateBook book, MandateEvent happened) => happened switch
    {
        MandateEvent.Given e => book with { Principal = e.Principal, Mandates = book.Mandates.Add(new(e.Number, e.Representative, e.May, e.Schemes, e.From, e.Until, e.At)) },
        MandateEvent.Ended e => book with { Mandates = book.Mandates.ConvertAll(mandate => mandate.Number == e.Number ? mandate with { EndedAt = e.At, End = e.End } : mandate) },
        _ => throw new UnreachableException(),
    };

    /// <summary>The right of a representative to do this now, or null.</summary>
    /// <param name="representative">Who wants to act.</param>
    /// <param name="act">What he wants to do.</param>
    /// <param name="at">When.</param>
    /// <param name="version">Of this book; the act takes effect only while it holds.</param>
    public Representation? Allows(string representative, string act, DateTimeOffset at, long version)
    {
        var allowing = Mandates.FindAll(mandate => mandate.Allows(representative, act, DayOf(at)));
        return allowing.IsEmpty ? null : new(
            representative,
            allowing.Exists(mandate => mandate.Schemes is null) ? null : [.. allowing.SelectMany(mandate => mandate.Schemes!).Distinct()],
            [.. allowing.Select(mandate => new MandateId(Principal, mandate.Number).ToString())], version);
    }

    /// <summary>One mandate, for the two parties to it; null for everybody else.</summary>
    public MandateView? View(int number, string reader) =>
        Mandates.Find(mandate => mandate.Number == number) is { } found && (reader == Principal || reader == found.Representative)
            ? new(new MandateId(Principal, number).ToString(), Principal, found.Representative, found.May, found.Schemes, found.From, found.Until, found.GivenAt, found.EndedAt, found.End)
            : null;

    /// <summary>The legal day of an instant for mandates.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => StatutoryClock.DayOf(at, Zone);

    private static Decision<MandateEvent> Give(MandateBook book, MandateCommand.Give give, CommandContext context, SchemeCatalog schemes)
    {
        var (principal, today) = (context.Actor.Party, DayOf(context.At));
        // A right to act for others is no right to let others act: sub-delegation does not exist.
        if (!MandateId.MayGive(principal) || context.Actor.Representation is not null) return MandateProblems.NoPrincipal;
        if (MandateRules.Check(give, principal, today, schemes) is { IsEmpty: false } errors) return MandateProblems.Invalid.At(errors.All);
        if (book.Mandates.Count(mandate => mandate.IsOpen(today)) >= MostOpen) return MandateProblems.TooMany;
        return new MandateEvent.Given(principal, book.Mandates.Count + 1, give.Representative, give.May!, give.Schemes, give.From ?? today, give.Until!.Value, context.At);
    }

    private static Decision<MandateEvent> End(MandateBook book, MandateCommand.End end, CommandContext context)
    {
        if (context.Actor.Representation is not null || book.View(end.Number, context.Actor.Party) is not { } mandate) return MandateProblems.Unknown;
        if (mandate.EndedAt is not null) return Decision<MandateEvent>.Nothing;
        return new MandateEvent.Ended(end.Number, context.Actor.Party == book.Principal ? MandateEnd.Revoked : MandateEnd.Renounced, context.At);
    }
}
