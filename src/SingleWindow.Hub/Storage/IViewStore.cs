namespace SingleWindow.Hub.Storage;

/// <summary>The read models: SQL tables derived from the feed, and good for nothing but reading. They may be dropped and rebuilt at any time.</summary>
/// <remarks>SQL is text that both SQLite and PostgreSQL understand, with parameters <c>$1</c>, <c>$2</c>… and never a value inside the text.</remarks>
internal interface IViewStore
{
    /// <summary>All rows of a query over committed data.</summary>
    ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct);

    /// <summary>Writes in one transaction, alone. Only consumers of the feed write.</summary>
    /// <param name="owner">The consumer: its due work is dropped when it is rebuilt.</param>
    Task Write(string owner, Func<IViewWriter, ValueTask> work, CancellationToken ct);
}
