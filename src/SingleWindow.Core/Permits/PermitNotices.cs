using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>What an employer gives notice of.</summary>
[JsonConverter(typeof(KebabCaseEnum<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>The worker has come.</summary>
    Arrived,

    /// <summary>The worker has not begun to work.</summary>
    NotStarted,

    /// <summary>The work is over.</summary>
    Ended,

    /// <summary>The work goes on: the notice of its end was wrong.</summary>
    NotEnded,
}

public abstract partial record PermitEvent
{
    /// <summary>What the employer gave notice of.</summary>
    public abstract record OfNotice : PermitEvent
    {
        private OfNotice() { }

        /// <summary>The worker has come.</summary>
        [EventName("permit.arrived", 1)]
        public sealed record Arrived(DateOnly On, [Personal] string? Reason, DateTimeOffset At) : OfNotice;

        /// <summary>The worker has not begun to work: the authority may intend a withdrawal.</summary>
        [EventName("permit.not-started", 1)]
        public sealed record NotStarted(DateOnly On, [Personal] string? Reason, DateTimeOffset At) : OfNotice;

        /// <summary>The work is over, as the employer says; again with other words, he corrects himself.</summary>
        /// <param name="On">Last day of work.</param>
        /// <param name="SeekUntil">Until when the holder may look for another employer; null: not at all.</param>
        /// <param name="SeekEndsAt">The instant after that day.</param>
        /// <param name="Reason">In words.</param>
        /// <param name="At">When.</param>
        /// <param name="ToldOn">Legal day of the notice: no time of the holder is counted from before it.</param>
        /// <param name="ContestBy">Last legal day on which the holder may contest it; null: it has no consequence that he could contest.</param>
        /// <param name="ContestEndsAt">The instant after that day.</param>
        [EventName("permit.employment-ended", 1)]
        public sealed record EmploymentEnded(
            DateOnly On, DateOnly? SeekUntil, DateTimeOffset? SeekEndsAt, [Personal] string? Reason, DateTimeOffset At,
            DateOnly? ToldOn = null, DateOnly? ContestBy = null, DateTimeOffset? ContestEndsAt = null) : OfNotice;

        /// <summary>The end of the work stands: the authority has decided so.</summary>
        /// <param name="On">Last day of work.</param>
        /// <param name="EstablishedOn">Legal day on which that was established: no time of the holder is counted from before it.</param>
        /// <param name="Record">Null. Before decision 0017 was mended, the entry of the register by which it stood.</param>
        /// <param name="SeekUntil">Until when the holder may look for another employer; null: not at all.</param>
        /// <param name="SeekEndsAt">The instant after that day.</param>
        /// <param name="At">When.</param>
        [EventName("permit.end-confirmed", 1)]
        public sealed record EndConfirmed(DateOnly On, DateOnly EstablishedOn, RecordId? Record, DateOnly? SeekUntil, DateTimeOffset? SeekEndsAt, DateTimeOffset At) : OfNotice;

        /// <summary>The employer has taken the notice of an end back: the work goes on.</summary>
        [EventName("permit.notice-retracted", 1)]
        public sealed record Retracted([Personal] string? Reason, DateTimeOffset At) : OfNotice;

        /// <summary>The holder has more time to look for another employer, because a register shows that he was exploited, and he asked for it.</summary>
        /// <param name="Finding">The entry of the register.</param>
        /// <param name="SeekUntil">Until when now.</param>
        /// <param name="SeekEndsAt">The instant after that day.</param>
        /// <param name="At">When.</param>
        [EventName("permit.search-extended", 1)]
        public sealed record SearchExtended(RecordId Finding, DateOnly SeekUntil, DateTimeOffset SeekEndsAt, DateTimeOffset At) : OfNotice;
    }
}

public abstract partial record PermitCommand
{
    /// <summary>The employer gives notice.</summary>
    [GenerateSerializer, Immutable]
    public sealed record GiveNotice(NoticeKind Kind, DateOnly On, string? Reason) : PermitCommand;

    /// <summary>The holder asks for the months more that the scheme gives to whom was exploited.</summary>
    /// <param name="Finding">The finding about him under this permit; null: no register shows one.</param>
    /// <param name="ByHolder">True when the actor is the holder, under any of his ids.</param>
    [GenerateSerializer, Immutable]
    public sealed record ExtendSearch(RecordId? Finding, bool ByHolder = false) : PermitCommand;
}

/// <summary>The employer's notice of an end, while it waits.</summary>
/// <param name="Number">From 1; a correction is another.</param>
/// <param name="On">Last day of work, as it says.</param>
/// <param name="ToldOn">Legal day on which it was given.</param>
/// <param name="ContestBy">Last legal day to contest it; null: it has no consequence that could be contested.</param>
/// <param name="Reason">In words.</param>
public sealed record EndNotice(int Number, DateOnly On, DateOnly ToldOn, DateOnly? ContestBy, string? Reason)
{
    /// <summary>True once the authority has confirmed it.</summary>
    public bool IsConfirmed { get; init; }

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The employer's notice that the work is over: a statement, which the worker may contest.</summary>
/// <param name="On">Last day of work, as it says.</param>
/// <param name="ToldOn">Legal day on which it was given.</param>
/// <param name="ContestBy">Last legal day on which the worker may contest it; absent: it changes nothing.</param>
/// <param name="Confirmed">True once the authority has confirmed it.</param>
/// <param name="ContestedOn">Legal day on which the worker contested it; while that waits, the permit goes on as before.</param>
/// <param name="Reason">In words.</param>
[GenerateSerializer, Immutable]
public sealed record EndNoticeView(
    [property: Id(0)] DateOnly On, [property: Id(1)] DateOnly ToldOn, [property: Id(2)] DateOnly? ContestBy, [property: Id(3)] bool Confirmed, [property: Id(4)] DateOnly? ContestedOn, [property: Id(5)] string? Reason)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
