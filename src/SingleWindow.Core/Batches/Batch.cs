using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>Many applications that an employer sends at once. It owns its own life; each application goes its own way from the first moment.</summary>
public sealed record Batch
{
    /// <summary>Most rows of a batch.</summary>
    public const int MostRows = 10_000;

    /// <summary>Before it came.</summary>
    public static readonly Batch Initial = new();

    /// <summary>Its id.</summary>
    public BatchId Id { get; private init; }

    /// <summary>For whom every row is filed.</summary>
    public EmployerId Employer { get; private init; }

    /// <summary>Under which scheme; empty before it came.</summary>
    public string Scheme { get; private init; } = "";

    /// <summary>Client id of the system that sent it: every application names it as the one who acts.</summary>
    public string Client { get; private init; } = "";

    /// <summary>The party that really acts; null when the employer acts himself.</summary>
    public string? Representative { get; private init; }

    /// <summary>How many rows came.</summary>
    public int Rows { get; private init; }

    /// <summary>How many of them could be read.</summary>
    public int Readable { get; private init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Where it stands.</summary>
    public BatchState State { get; private init; }

    /// <summary>What became of its rows; null while it runs.</summary>
    public BatchCounts? Counts { get; private init; }

    /// <summary>When it was finished or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>True when what the rows said and became is gone.</summary>
    public bool RowsDestroyed { get; private init; }

    /// <summary>Why this caller may send none under this scheme; null: he may. Asked before the body is read, and again when it is there.</summary>
    public static Problem? CannotReceive(EmployerId employer, string scheme, CommandContext context, SchemeCatalog schemes)
    {
        if (!context.Actor.ActsFor(employer.ToString(), scheme)) return BatchProblems.Unknown;
        if (schemes.Newest(scheme) is not { } newest) return CommandProblems.BadQuery.Because("scheme: the id of a scheme.");
        if (schemes.InForce(scheme, newest.DayOf(context.At)) is not { } law) return SchemeProblems.NotInForce;
        return InvitationRules.NotYours(ApplicantSide.Employer, law);
    }

    /// <summary>What a command does.</summary>
    public static Decision<BatchEvent> Decide(Batch batch, BatchCommand command, CommandContext context, SchemeCatalog schemes) => command switch
    {
        BatchCommand.Receive receive => Receive(batch, receive, context, schemes),
        BatchCommand.Cancel cancel =>
            !batch.IsOf(context.Actor) ? BatchProblems.Unknown
            : batch.State == BatchState.Finished ? BatchProblems.Finished
            : batch.State == BatchState.Cancelled ? Decision<BatchEvent>.Nothing
            : new BatchEvent.Cancelled(cancel.Counts, context.At),
        BatchCommand.Finish finish => batch is { Scheme.Length: > 0, State: BatchState.Running } ? new BatchEvent.Finished(finish.Counts, context.At) : Decision<BatchEvent>.Nothing,
        BatchCommand.DestroyRows => batch is { EndedAt: not null, RowsDestroyed: false } ? new BatchEvent.RowsDestroyed(context.At) : Decision<BatchEvent>.Nothing,
        _ => throw new UnreachableException(),
    };

    /// <summary>The batch after one more event.</summary>
    public static Batch Evolve(Batch batch, BatchEvent happened) => happened switch
    {
        BatchEvent.Received e => batch with
        {
            Id = e.Batch,
            Employer = e.Employer,
            Scheme = e.Scheme,
            Client = e.Client,
            Representative = e.Representative,
            Rows = e.Rows,
            Readable = e.Readable,
            ReceivedAt = e.At,
        },
        BatchEvent.Cancelled e => batch with { State = BatchState.Cancelled, Counts = e.Counts, EndedAt = e.At },
        BatchEvent.Finished e => batch with { State = BatchState.Finished, Counts = e.Counts, EndedAt = e.At },
        BatchEvent.RowsDestroyed => batch with { RowsDestroyed = true },
        _ => throw new UnreachableException(),
    };

    /// <summary>True for the employer, and for whoever may act for him under this scheme.</summary>
    public bool IsOf(Actor actor) => Scheme.Length > 0 && actor.ActsFor(Employer.ToString(), Scheme);

    /// <summary>The id of the application that a row becomes: always the same, so that a row that is filed again after a crash meets itself.</summary>
    /// <param name="row">From 1.</param>
    public ApplicationId ApplicationOf(int row)
    {
        // A UUIDv7 (RFC 9562, 5.7) like every other: 48 bits of time, and instead of random bits those of a hash.
        Span<byte> id = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}/{row}")).AsSpan(0, 16).CopyTo(id);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, ReceivedAt.ToUnixTimeMilliseconds());
        time[2..].CopyTo(id);
        (id[6], id[8]) = ((byte)(0x70 | (id[6] & 0x0f)), (byte)(0x80 | (id[8] & 0x3f)));
        return new(new Guid(id, bigEndian: true));
    }

    /// <summary>As its owner sees it.</summary>
    /// <param name="now">What has become of the rows up to now; null: as it was when it came, or when it ended.</param>
    public BatchView View(BatchCounts? now = null)
    {
        var counts = Counts ?? now ?? new(0, Rows - Readable, Readable);
        var running = State == BatchState.Running;
        return new(Id, Scheme, State, Rows, Readable, counts.Submitted, counts.Refused, running ? counts.Waiting : 0, running ? 0 : counts.Waiting, ReceivedAt, EndedAt, RowsDestroyed ? true : null);
    }

    private static Decision<BatchEvent> Receive(Batch batch, BatchCommand.Receive receive, CommandContext context, SchemeCatalog schemes)
    {
        if (batch.Scheme.Length > 0) return BatchProblems.Unknown;
        if (CannotReceive(receive.Employer, receive.Scheme, context, schemes) is { } problem) return problem;
        if (receive.Rows == 0) return BatchProblems.Empty;
        if (receive.Rows > MostRows) return BatchProblems.TooManyRows;
        var received = new BatchEvent.Received(receive.Batch, receive.Employer, receive.Scheme, context.Actor.Client, context.Actor.Representation?.Representative, receive.Rows, receive.Readable, context.At);
        // Of which nothing can be read there is nothing to do.
        return receive.Readable > 0 ? received : new BatchEvent[] { received, new BatchEvent.Finished(new(0, receive.Rows, 0), context.At) };
    }
}
