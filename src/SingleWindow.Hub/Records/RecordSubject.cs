using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Whose records are meant: a column of the read model and what stands in it.</summary>
internal sealed record RecordSubject(string Column, IReadOnlyList<string> Values)
{
    public bool IsPerson => Column == "person_key";

    /// <summary>Its records of a type, the latest day first.</summary>
    /// <param name="views">Where they are listed.</param>
    /// <param name="type">Record type.</param>
    /// <param name="declared">True: with what employers and workers declare; whoever asks registers never meets that.</param>
    /// <param name="behind">The place after which to begin; null: at the latest.</param>
    /// <param name="most">How many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RecordPlace>> Newest(IViewStore views, string type, bool declared, RecordPlace? behind, int most, CancellationToken ct)
    {
        var found = new List<RecordPlace>();
        string[] tables = declared ? ["records", "declarations"] : ["records"];
        // A person may be named by more than one identifier in the same entry of a register.
        (string Rows, string Column)[] places = [.. tables.Select(table => (table, Column)), .. IsPerson ? [("records JOIN record_names ON record = id", "key")] : Array.Empty<(string, string)>()];
        foreach (var ((rows, column), value) in places.SelectMany(place => Values.Select(value => (place, value))))
            found.AddRange(await views.Query($"""
                SELECT id, day FROM {rows}
                WHERE {column} = $1 AND type = $2 AND ($3 IS NULL OR day < $3 OR (day = $3 AND id < $4)) ORDER BY day DESC, id DESC LIMIT $5
                """, row => new RecordPlace(row.Text(0), row.Text(1)), [value, type, behind?.Day, behind?.Id, most], ct));
        return [.. found.DistinctBy(place => place.Id).OrderByDescending(place => place.Day, StringComparer.Ordinal).ThenByDescending(place => place.Id, StringComparer.Ordinal).Take(most)];
    }
}

/// <summary>Where a record stands among those of its subject. A correction does not move it, unless it moves the day.</summary>
internal sealed record RecordPlace(string Id, string Day)
{
    /// <summary>For a cursor.</summary>
    public override string ToString() => $"{Day} {Id}";

    /// <summary>Reads it back; null when there is none.</summary>
    public static RecordPlace? At(string? place) => place?.Split(' ') is [var day, var id] ? new(id, day) : null;
}
