using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Quotas;

/// <summary>
/// The book of one quota and year: who holds a place, who has used one up, who waits. Every command costs the logarithm of the book's length for each
/// application that it moves. The state diagram and the legal basis stand in the README beside.
/// </summary>
public sealed partial record QuotaBook
{
    /// <summary>Before anything happened.</summary>
    public static readonly QuotaBook Initial = new();

    /// <summary>True once its size has been written.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Size and cap.</summary>
    public QuotaTerms Terms { get; private init; } = new(Size: null);

    /// <summary>Places held by applications that are not decided yet.</summary>
    public int Reserved { get; private init; }

    /// <summary>Places that grants have used up.</summary>
    public int Used { get; private init; }

    /// <summary>How often a place was given back.</summary>
    public int Released { get; private init; }

    /// <summary>Applications without a place.</summary>
    public int Waiting => Queue.Count;

    /// <summary>Places that nobody has; negative when the size was lowered below what is held.</summary>
    public int Free => Terms.Size is { } size ? size - Reserved - Used : int.MaxValue;

    /// <summary>The applications that wait, first come first.</summary>
    public IEnumerable<ApplicationId> Order => Queue.Select(turn => turn.Application);

    private ImmutableDictionary<ApplicationId, Entry> Entries { get; init; } = ImmutableDictionary<ApplicationId, Entry>.Empty;

    private ImmutableDictionary<EmployerId, Share> Shares { get; init; } = ImmutableDictionary<EmployerId, Share>.Empty;

    private ImmutableSortedSet<Turn> Queue { get; init; } = [];

    // The first that waits of each employer who may hold one more place: the next place is always the first of these.
    private ImmutableSortedSet<Turn> Next { get; init; } = [];

    private long Entered { get; init; }

    /// <summary>What a command does.</summary>
    public static Decision<QuotaEvent> Decide(QuotaBook book, QuotaCommand command, QuotaKey key, CommandContext context)
    {
        var story = new Story(book, context.At);
        return command switch
        {
            QuotaCommand.Set { Terms: var terms } => book.IsOpen ? story.Resize(terms).Told : story.Open(key, terms).Told,
            QuotaCommand.Reserve reserve => story.Open(key, reserve.Unset).Admit(reserve.Claims).Told,
            QuotaCommand.Consume consume => story.Consume(consume).Told,
            QuotaCommand.Release release => story.Release(release).Told,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Where an application stands; null when the book does not know it, or knows it no more.</summary>
    public QuotaStanding? Standing(ApplicationId application, QuotaKey key) => Entries.GetValueOrDefault(application) is not { } entry ? null
        : new(key.Quota, key.Year, entry.Place, entry.Turn is { } turn ? Queue.IndexOf(turn) + 1 : null);

    /// <summary>The book, as published.</summary>
    public QuotaView View(QuotaKey key, QuotaTerms unset)
    {
        var terms = IsOpen ? Terms : unset;
        return new(key.Quota, key.Year, terms.Size, terms.PerEmployerMax, Reserved, Used, Released, Waiting);
    }

    private bool HasRoomFor(EmployerId employer) => Free > 0 && MayHoldMore(Shares.GetValueOrDefault(employer, Share.None));

    private bool MayHoldMore(Share share) => Terms.PerEmployerMax is not { } max || share.Held < max;

    /// <summary>An application in the book; <paramref name="Turn"/> while it waits.</summary>
    private sealed record Entry(EmployerId Employer, QuotaPlace Place, Turn? Turn = null);

    /// <summary>What one employer holds and waits for.</summary>
    private sealed record Share(int Held, ImmutableSortedSet<Turn> Waiting)
    {
        public static readonly Share None = new(0, []);
    }

    /// <summary>A turn in the waiting order: submission time, and for the same instant the order of arrival.</summary>
    private readonly record struct Turn(DateTimeOffset Since, long Number, ApplicationId Application) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => Since.CompareTo(other.Since) is not 0 and var earlier ? earlier : Number.CompareTo(other.Number);
    }

    /// <summary>Events of one command, each decided on the book after the one before.</summary>
    private sealed class Story(QuotaBook book, DateTimeOffset at)
    {
        private readonly List<QuotaEvent> events = [];

        public Decision<QuotaEvent> Told => events;

        public Story Open(QuotaKey key, QuotaTerms terms) =>
            book.IsOpen ? this : Then(new QuotaEvent.Opened(key.Quota, key.Year, terms.Size, terms.PerEmployerMax, at)).Promote();

        public Story Resize(QuotaTerms terms) => terms == book.Terms ? this : Then(new QuotaEvent.Resized(terms.Size, terms.PerEmployerMax, at)).Promote();

        public Story Admit(IReadOnlyList<QuotaClaim> claims)
        {
            foreach (var claim in claims.OrderBy(claim => claim.Since))
                if (!book.Entries.ContainsKey(claim.Application))
                    Then(book.HasRoomFor(claim.Employer)
                        ? new QuotaEvent.Reserved(claim.Application, claim.Employer, claim.Since, at)
                        : new QuotaEvent.Queued(claim.Application, claim.Employer, claim.Since, at));
            return this;
        }

        // A grant is signed by now: it counts, also when a court ordered it and there was no place for it.
        public Story Consume(QuotaCommand.Consume consume) =>
            book.Entries.GetValueOrDefault(consume.Application) is { Place: QuotaPlace.Used } ? this : Then(new QuotaEvent.Consumed(consume.Application, consume.Employer, at));

        public Story Release(QuotaCommand.Release release) => book.Entries.GetValueOrDefault(release.Application)?.Place switch
        {
            QuotaPlace.Reserved or QuotaPlace.Used => Then(new QuotaEvent.Released(release.Application, release.Cause, at)).Promote(),
            QuotaPlace.Waiting => Then(new QuotaEvent.Left(release.Application, release.Cause, at)),
            _ => this,
        };

        private Story Promote()
        {
            while (book.Free > 0 && !book.Next.IsEmpty) Then(new QuotaEvent.Promoted(book.Next.Min.Application, at));
            return this;
        }

        private Story Then(QuotaEvent happened)
        {
            events.Add(happened);
            book = Evolve(book, happened);
            return this;
        }
    }
}
