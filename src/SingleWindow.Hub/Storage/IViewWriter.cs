namespace SingleWindow.Hub.Storage;

/// <summary>An open transaction of the read models, valid only inside the call it was given to.</summary>
internal interface IViewWriter
{
    /// <summary>Runs one statement with parameters <c>$1</c>, <c>$2</c>…; the number of rows it changed.</summary>
    ValueTask<int> Execute(string sql, params object?[] parameters);

    /// <summary>Runs a script without parameters.</summary>
    ValueTask Script(string sql);

    /// <summary>Reads, also what this transaction wrote.</summary>
    ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters);

    /// <summary>Asks for work at a legal instant. The same id again moves it; at the same instant it stays done if it was.</summary>
    /// <param name="kind">Which <c>IDueWorkHandler</c> does it.</param>
    /// <param name="stream">Whom it concerns.</param>
    /// <param name="payload">What the handler needs besides; never personal data.</param>
    ValueTask Schedule(string id, DateTimeOffset dueAt, string kind, StreamId stream, string? payload = null);

    /// <summary>Takes work back; harmless when there is none.</summary>
    ValueTask Cancel(string id);
}
