using System.Diagnostics;
using System.Text.Json;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>The hub's copy of one entry of a base register. The owner keeps the original; a new version replaces the old one.</summary>
public sealed record Record
{
    /// <summary>Before the first version.</summary>
    public static readonly Record Initial = new();

    /// <summary>The newest version; null before the first.</summary>
    public RecordEvent.Published? Newest { get; private init; }

    /// <summary>True when the hub's copy was destroyed at the end of its time; a newer version makes another.</summary>
    public bool IsExpired { get; private init; }

    /// <summary>True when it is what an employer or a worker says, and no entry of a register.</summary>
    public bool IsDeclared { get; private init; }

    /// <summary>What a command does. The same content again is no new version.</summary>
    public static Decision<RecordEvent> Decide(Record record, RecordCommand command, CommandContext context) => command switch
    {
        RecordCommand.Publish publish when record.Newest?.Content is { } known && JsonElement.DeepEquals(known, publish.Parse()) => Decision<RecordEvent>.Nothing,
        RecordCommand.Publish publish => Published(record, publish, publish.Parse(), context),
        RecordCommand.Declare declare when record.Newest?.Content is { } known && JsonElement.DeepEquals(known, declare.Parse()) => Decision<RecordEvent>.Nothing,
        RecordCommand.Declare declare => Declared(record, declare, declare.Parse(), context),
        RecordCommand.Expire when context.Actor != Actor.Hub || record.Newest is null => RecordProblems.Unknown,
        RecordCommand.Expire when record is { IsExpired: false, Newest: var newest } && RecordTypes.Find(newest.Type)?.KeptUntil(newest.Day, newest.LastDay, newest.At) < DateOnly.FromDateTime(context.At.UtcDateTime) =>
            new RecordEvent.Expired(newest.Record, newest.Type, context.At),
        RecordCommand.Expire => Decision<RecordEvent>.Nothing,
        _ => throw new UnreachableException(),
    };

    /// <summary>The record after one more event.</summary>
    public static Record Evolve(Record record, RecordEvent happened) => happened switch
    {
        RecordEvent.Published e => record with { Newest = e.Whole(), IsExpired = false },
        RecordEvent.Expired => record with { Newest = record.Newest is { } last ? last with { Content = null } : null, IsExpired = true },
        RecordEvent.Declared e => record with { Newest = e.Whole() is var said ? new(e.Record, e.Type, said.By ?? "", said.EmployerKey, e.Version, e.Content, e.At, said.Day, said.LastDay, said.PersonKey) : null, IsDeclared = true, IsExpired = false },
        _ => throw new UnreachableException(),
    };

    // That somebody complained or was found exploited is told by the type and a name alone: those are sealed with the members, and go with them.
    private static RecordEvent.Published Published(Record record, RecordCommand.Publish publish, JsonElement content, CommandContext context)
    {
        var type = RecordTypes.Find(publish.Type);
        var about = new RecordAbout(publish.PersonKey, publish.EmployerKey, type?.DayOf(content), type?.EndOf(content), publish.OtherKeys);
        var open = new RecordEvent.Published(publish.Record, publish.Type, publish.Owner, null, (record.Newest?.Version ?? 0) + 1, content, context.At);
        return type is { SealsSubject: true } || publish.OtherKeys is not null ? open with { About = about }
            : open with { EmployerKey = about.EmployerKey, Day = about.Day, LastDay = about.LastDay, PersonKey = about.PersonKey };
    }

    private static RecordEvent.Declared Declared(Record record, RecordCommand.Declare declare, JsonElement content, CommandContext context)
    {
        var type = RecordTypes.Find(declare.Type);
        var about = new RecordAbout(declare.PersonKey, declare.EmployerKey, type?.DayOf(content), type?.EndOf(content), By: declare.By);
        var open = new RecordEvent.Declared(declare.Record, declare.Type, null, null, (record.Newest?.Version ?? 0) + 1, content, context.At);
        return type is { SealsSubject: true } ? open with { About = about }
            : open with { By = about.By, EmployerKey = about.EmployerKey, Day = about.Day, LastDay = about.LastDay, PersonKey = about.PersonKey };
    }
}

/// <summary>Whom an entry is about, and for which days.</summary>
/// <param name="PersonKey">Blind index of the person's code or document, or the worker's id.</param>
/// <param name="EmployerKey">Blind index of the employer's registry code.</param>
/// <param name="Day">For which day it holds, or from which.</param>
/// <param name="LastDay">Until when it holds.</param>
/// <param name="OtherKeys">Blind indexes of what else the entry names that person by.</param>
/// <param name="By">Who declared it.</param>
public sealed record RecordAbout(string? PersonKey, string? EmployerKey, DateOnly? Day, DateOnly? LastDay, IReadOnlyList<string>? OtherKeys = null, string? By = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>What can happen to a record.</summary>
public abstract record RecordEvent
{
    private RecordEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Its owner published a version.</summary>
    /// <param name="Record">Opaque id.</param>
    /// <param name="Type">Record type.</param>
    /// <param name="Owner">Code of the authority.</param>
    /// <param name="EmployerKey">Blind index of the employer's registry code, if it is about an employer.</param>
    /// <param name="Version">From 1.</param>
    /// <param name="Content">The members.</param>
    /// <param name="At">When.</param>
    /// <param name="Day">For which day the entry holds, or from which, where its type has such a member.</param>
    /// <param name="LastDay">Until when it holds, where it says so.</param>
    /// <param name="PersonKey">Blind index of the person's code or document, or the worker's id, if it is about a person who has one.</param>
    /// <param name="About">The last four, and other names of the person, where the type seals them or there are such.</param>
    [EventName("record.published", 2)]
    public sealed record Published(RecordId Record, string Type, string Owner, string? EmployerKey, int Version, [Personal] JsonElement? Content, DateTimeOffset At, DateOnly? Day = null,
        DateOnly? LastDay = null, string? PersonKey = null, [Personal] RecordAbout? About = null) : RecordEvent
    {
        /// <summary>The same with everything in its place that is not destroyed.</summary>
        public Published Whole() => About is not { } about ? this : this with { EmployerKey = about.EmployerKey, Day = about.Day, LastDay = about.LastDay, PersonKey = about.PersonKey };
    }

    /// <summary>An employer or a worker declared a version. Another event than that of a register: whoever follows registers never mistakes one for the other.</summary>
    /// <param name="Record">Opaque id, never that of a register's entry.</param>
    /// <param name="Type">Record type.</param>
    /// <param name="By">Opaque id of the employer or worker who says so; null where the type seals it.</param>
    /// <param name="EmployerKey">Blind index of the employer's registry code, if it is about an employer.</param>
    /// <param name="Version">From 1.</param>
    /// <param name="Content">The members.</param>
    /// <param name="At">When.</param>
    /// <param name="Day">For which day it holds, or from which.</param>
    /// <param name="PersonKey">Blind index of the person's code or document, or the worker's id, if it is about a person.</param>
    /// <param name="LastDay">Until when it holds, where it says so.</param>
    /// <param name="About">All that, where the type seals it.</param>
    [EventName("record.declared", 2)]
    public sealed record Declared(RecordId Record, string Type, string? By, string? EmployerKey, int Version, [Personal] JsonElement? Content, DateTimeOffset At, DateOnly? Day = null,
        string? PersonKey = null, DateOnly? LastDay = null, [Personal] RecordAbout? About = null) : RecordEvent
    {
        /// <summary>The same with everything in its place that is not destroyed.</summary>
        public Declared Whole() => About is not { } about ? this : this with { By = about.By, EmployerKey = about.EmployerKey, Day = about.Day, LastDay = about.LastDay, PersonKey = about.PersonKey };
    }

    /// <summary>The time for which the hub keeps its copy is over: the members of every version are destroyed; that there was an entry stays.</summary>
    [EventName("record.expired", 1)]
    public sealed record Expired(RecordId Record, string Type, DateTimeOffset At) : RecordEvent, IEndsRetention;
}

/// <summary>What can be asked of a record.</summary>
[GenerateSerializer, Immutable]
public abstract record RecordCommand
{
    private RecordCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Publish a version; the content is JSON text.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Publish(RecordId Record, string Type, string Owner, string? EmployerKey, string Content, string? PersonKey = null, IReadOnlyList<string>? OtherKeys = null) : RecordCommand
    {
        internal JsonElement Parse() => JsonElement.Parse(Content);
    }

    /// <summary>The time for which the hub keeps its copy may be over.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Expire : RecordCommand;

    /// <summary>Declare a version; the content is JSON text.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Declare(RecordId Record, string Type, string By, string? EmployerKey, string Content, string? PersonKey = null) : RecordCommand
    {
        internal JsonElement Parse() => JsonElement.Parse(Content);
    }
}

/// <summary>A record, or the part of it that the reader may see.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Type">Record type.</param>
/// <param name="Owner">Code of the authority that published it; of a declaration, the opaque id of who declared it.</param>
/// <param name="Version">From 1.</param>
/// <param name="PublishedAt">When this version came in.</param>
/// <param name="Content">The members, as JSON text.</param>
/// <param name="PersonKey">Blind index of the person whom it is about, or the worker's id.</param>
/// <param name="EmployerKey">Blind index of the employer whom it is about.</param>
/// <param name="IsDeclared">True when it is no entry of a register.</param>
[GenerateSerializer, Immutable]
public sealed record RecordView(RecordId Id, string Type, string Owner, int Version, DateTimeOffset PublishedAt, string? Content, string? PersonKey = null, string? EmployerKey = null, bool IsDeclared = false)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Refusals about records.</summary>
public static class RecordProblems
{
    /// <summary>Unknown.</summary>
    public static readonly Problem Unknown = new("REC-00001", 404, "There is no such record");

    /// <summary>No such record type.</summary>
    public static readonly Problem UnknownType = new("REC-00002", 404, "There is no such record type");

    /// <summary>The law gives this authority no access for this purpose.</summary>
    public static readonly Problem NotGranted = new("REC-00003", 403, "The access matrix does not allow this authority to see this type of record for this purpose");

    /// <summary>Only the owner publishes.</summary>
    public static readonly Problem NotOwner = new("REC-00004", 403, "Only the authority that owns the register publishes its records");

    /// <summary>A member is wrong.</summary>
    public static readonly Problem Invalid = new("REC-00005", 422, "The record breaks a rule of its type");

    /// <summary>Only a consent opens it.</summary>
    public static readonly Problem NeedsConsent = new("REC-00007", 403, "Only the consent of the worker, or the authorisation of the employer, opens this type of record for this purpose");

    /// <summary>A stream is longer than it may be.</summary>
    public static readonly Problem TooManyRows = new("REC-00009", 413, "A stream has more rows than are taken in one request; send the others in another one");

    /// <summary>The type has no such declarations.</summary>
    public static readonly Problem NotDeclarable = new("REC-00010", 403, "This type of record is not declared by employers, or not by workers");

    /// <summary>Somebody declares what concerns others.</summary>
    public static readonly Problem NotTheirs = new("REC-00011", 422, "A declaration names the one who makes it: the employer by its registry code, the worker by an identifier of his");

    /// <summary>The new version of the matrix is wrong.</summary>
    public static readonly Problem InvalidMatrix = new("REC-00008", 422, "The access matrix breaks a rule");

    /// <summary>The caller's token does not carry the purpose.</summary>
    public static readonly Problem PurposeNotHeld = new("REC-00006", 403, "The caller does not act for this purpose");
}

/// <summary>Owns one record's stream. Key: the record's id.</summary>
[GrainInterfaceType("sw.record")]
public interface IRecordGrain : IGrainWithStringKey
{
    /// <summary>Runs a command of the owner.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<RecordView>>> Handle(RecordCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The same for one of very many: tells what became of it, and keeps nothing in memory.</summary>
    [Alias("Take")] Task<Outcome<RecordReceipt>> Take(RecordCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The record, whole: what of it leaves the hub is cut and logged by who asks.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<RecordView>>> Read(CancellationToken ct);
}
