using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Records;

/// <summary>A record, as far as the reader may see it.</summary>
/// <param name="Id">Opaque id, the same for every version.</param>
/// <param name="Type">Record type.</param>
/// <param name="Owner">Code of the authority.</param>
/// <param name="Version">From 1.</param>
/// <param name="PublishedAt">When this version came in.</param>
/// <param name="Content">The members that the reader may see; absent for the publisher's receipt.</param>
/// <param name="Subject">The pseudonym of the person, one for each reader and purpose, where identities are taken out.</param>
public sealed record RecordAnswer(RecordId Id, string Type, string Owner, int Version, DateTimeOffset PublishedAt, JsonElement? Content, string? Subject = null)
{
    internal static RecordAnswer Of(RecordView view) => new(view.Id, view.Type, view.Owner, view.Version, view.PublishedAt, null);
}

/// <summary>Asks for the records of a subject, or for one record by the key of its register.</summary>
/// <param name="Purpose">Such as P01; the caller's token carries it.</param>
/// <param name="Subject">A person: <c>EE</c> and a personal code, <c>doc:ISSUER:NUMBER</c>, or <c>wrk_…</c>; or an employer: its registry code.</param>
/// <param name="Key">The members that name the record in its register.</param>
/// <param name="After">Cursor of the page before.</param>
/// <param name="Limit">1 to 200; 50 when left out.</param>
public sealed record RecordQueryBody(string? Purpose, string? Subject = null, IReadOnlyDictionary<string, JsonElement>? Key = null, string? After = null, int? Limit = null);
