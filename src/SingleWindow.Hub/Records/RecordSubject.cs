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
        string[] tables = declared ? ["records", "declarations"] : ["records"];
        return (await Find(views, tables, [(type, most)], behind, ct))[type];
    }

    /// <summary>What registers hold about it, the latest day first: so many of each of these types, in one question.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<RecordPlace>>> Newest(IViewStore views, IReadOnlyCollection<(string Type, int Most)> wanted, CancellationToken ct) => Find(views, ["records"], wanted, null, ct);

    // Each type by itself: however many entries a register sends, they push none of another register out of sight.
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<RecordPlace>>> Find(
        IViewStore views, string[] tables, IReadOnlyCollection<(string Type, int Most)> wanted, RecordPlace? behind, CancellationToken ct)
    {
        // A person may be named by more than one identifier in the same entry of a register.
        (string Rows, string Column)[] places = [.. tables.Select(table => (table, Column)), .. IsPerson ? [("records JOIN record_names ON record = id", "key")] : Array.Empty<(string, string)>()];
        var (parts, parameters) = (new List<string>(), new List<object?> { behind?.Day, behind?.Id });
        foreach (var (type, most) in wanted)
            foreach (var ((rows, column), value) in places.SelectMany(place => Values.Select(value => (place, value))))
            {
                var next = parameters.Count + 1;
                parts.Add($"""
                    SELECT * FROM (SELECT type, id, day FROM {rows}
                    WHERE {column} = ${next} AND type = ${next + 1} AND ($1 IS NULL OR day < $1 OR (day = $1 AND id < $2)) ORDER BY day DESC, id DESC LIMIT ${next + 2}) part{parts.Count}
                    """);
                parameters.AddRange([value, type, most]);
            }
        var found = parts.Count == 0 ? [] : await views.Query(string.Join("\nUNION ALL ", parts), row => (Type: row.Text(0), Place: new RecordPlace(row.Text(1), row.Text(2))), [.. parameters], ct);
        return wanted.ToDictionary(one => one.Type, one => (IReadOnlyList<RecordPlace>)[.. found.Where(row => row.Type == one.Type).Select(row => row.Place)
            .DistinctBy(place => place.Id).OrderByDescending(place => place.Day, StringComparer.Ordinal).ThenByDescending(place => place.Id, StringComparer.Ordinal).Take(one.Most)]);
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
