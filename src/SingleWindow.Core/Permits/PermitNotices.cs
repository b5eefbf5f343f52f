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

        /// <summary>The work is over.</summary>
        /// <param name="On">Last day of work.</param>
        /// <param name="SeekUntil">Until when the holder may look for another employer; null: not at all.</param>
        /// <param name="SeekEndsAt">The instant after that day.</param>
        /// <param name="Reason">In words.</param>
        /// <param name="At">When.</param>
        [EventName("permit.employment-ended", 1)]
        public sealed record EmploymentEnded(DateOnly On, DateOnly? SeekUntil, DateTimeOffset? SeekEndsAt, [Personal] string? Reason, DateTimeOffset At) : OfNotice;

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
