namespace SingleWindow.Hub.Storage;

/// <summary>The current row of a statement.</summary>
internal sealed class SqliteRow(SqliteStatement statement) : ViewRow
{
    public static List<T> All<T>(SqliteStatement statement, Func<ViewRow, T> read)
    {
        var row = new SqliteRow(statement);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(row));
        return rows;
    }

    public override bool IsNull(int column) => statement.IsNull(column);

    public override string Text(int column) => statement.Text(column);

    public override long Long(int column) => statement.Long(column);

    public override byte[] Bytes(int column) => statement.Blob(column);
}
