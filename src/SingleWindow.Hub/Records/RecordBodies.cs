using System.Text.Json;
using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Records;

/// <summary>A record, as far as the reader may see it.</summary>
/// <param name="Id">Opaque id, the same for every version.</param>
/// <param name="Type">Record type.</param>
/// <param name="Source">Where it comes from: <c>register</c>, or <c>declared</c> by somebody, which no register vouches for.</param>
/// <param name="Version">From 1.</param>
/// <param name="PublishedAt">When this version came in.</param>
/// <param name="Content">The members that the reader may see; absent in a receipt.</param>
/// <param name="Subject">The pseudonym of the person, one for each reader and purpose, where the reader is not told who he is.</param>
/// <param name="Owner">Code of the authority whose register holds it; absent for a declaration.</param>
/// <param name="DeclaredBy">Who declared it, <c>employer</c> or <c>worker</c>; absent for an entry of a register.</param>
public sealed record RecordAnswer(
    RecordId Id, string Type, RecordSource Source, int Version, DateTimeOffset PublishedAt, JsonElement? Content, string? Subject = null, string? Owner = null, string? DeclaredBy = null)
{
    internal static RecordAnswer Of(RecordView view) => view.IsDeclared
        ? new(view.Id, view.Type, RecordSource.Declared, view.Version, view.PublishedAt, null, DeclaredBy: DeclarationDesk.SideOf(view.Owner))
        : new(view.Id, view.Type, RecordSource.Register, view.Version, view.PublishedAt, null, Owner: view.Owner);
}

/// <summary>A declaration in the list of who made it.</summary>
/// <param name="Id">Opaque id, the same for every version.</param>
/// <param name="Type">Record type.</param>
/// <param name="Version">The newest.</param>
/// <param name="DeclaredAt">When that came in.</param>
public sealed record DeclarationRow(string Id, string Type, int Version, DateTimeOffset DeclaredAt);

/// <summary>Asks for the records of a subject, or for one record by the key of its register.</summary>
/// <param name="Purpose">Such as P01; the caller's token carries it.</param>
/// <param name="Subject">A person: <c>EE</c> and a personal code, <c>doc:ISSUER:NUMBER</c>, or <c>wrk_…</c>; or an employer: its registry code.</param>
/// <param name="Key">The members that name the record in its register.</param>
/// <param name="After">Cursor of the page before.</param>
/// <param name="Limit">1 to 200; 50 when left out.</param>
public sealed record RecordQueryBody(string? Purpose, string? Subject = null, IReadOnlyDictionary<string, JsonElement>? Key = null, string? After = null, int? Limit = null);
