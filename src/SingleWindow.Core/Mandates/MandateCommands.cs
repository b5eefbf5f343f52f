using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>What can happen to the mandates that one party gives. Legal persons and opaque ids only: nothing here is personal.</summary>
public abstract record MandateEvent
{
    private MandateEvent() { }

    /// <summary>A representative may act.</summary>
    [EventName("mandate.given", 1)]
    public sealed record Given(
        string Principal, int Number, string Representative, IReadOnlyList<string> May, IReadOnlyList<string>? Schemes, DateOnly From, DateOnly Until, DateTimeOffset At) : MandateEvent;

    /// <summary>He may not any more.</summary>
    [EventName("mandate.ended", 1)]
    public sealed record Ended(int Number, MandateEnd End, DateTimeOffset At) : MandateEvent;
}

/// <summary>What can be asked of a book of mandates.</summary>
[GenerateSerializer, Immutable]
public abstract record MandateCommand
{
    private MandateCommand() { }

    /// <summary>Let another party act. Whether that party exists is looked up before.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Give(string Representative, IReadOnlyList<string>? May, IReadOnlyList<string>? Schemes, DateOnly? From, DateOnly? Until) : MandateCommand;

    /// <summary>Take it back, or lay it down.</summary>
    [GenerateSerializer, Immutable]
    public sealed record End(int Number) : MandateCommand;

    /// <summary>The party that gave them does not exist any more.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Dissolve : MandateCommand;
}
