using System.Globalization;

namespace SingleWindow.Hub.Storage;

/// <summary>The current row of a query, valid only inside the function that reads it. Columns count from 0.</summary>
internal abstract class ViewRow
{
    public abstract bool IsNull(int column);

    public abstract string Text(int column);

    public abstract long Long(int column);

    public abstract byte[] Bytes(int column);

    public int Int(int column) => (int)Long(column);

    public bool Flag(int column) => Long(column) != 0;

    public DateTimeOffset Time(int column) => Instant.FromStored(Long(column));

    public DateOnly Date(int column) => DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public decimal Number(int column) => decimal.Parse(Text(column), CultureInfo.InvariantCulture);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public DateOnly? DateOrNull(int column) => IsNull(column) ? null : Date(column);

    /// <summary>How a parameter is stored: text, 64-bit number, bytes or null, so that tables look alike in every engine and dates sort as text.</summary>
    /// <exception cref="ArgumentException">Nobody has decided yet how to store such a value.</exception>
    public static object? Stored(object? value) => value switch
    {
        null or string or long or byte[] => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateTimeOffset time => Instant.ToStored(time),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        StreamId stream => stream.Value,
        Core.Shared.CommandId command => command.Value,
        _ => throw new ArgumentException($"A {value.GetType().Name} has no stored form."),
    };
}
