using SingleWindow.Core.Records;

namespace SingleWindow.Hub.Records;

/// <summary>
/// The rows that are being taken in. Those of one record follow each other, all others run side by side; results are told in the order of the rows, and a row waits until there is room.
/// </summary>
/// <param name="most">How many at once.</param>
/// <param name="tell">Gets each result.</param>
internal sealed class RowWindow(int most, Func<RecordRow, ValueTask> tell)
{
    private readonly Queue<(RecordId? Record, Task<RecordRow> Result)> rows = [];
    private readonly Dictionary<RecordId, Task<RecordRow>> last = [];

    /// <summary>A row whose result is known.</summary>
    public ValueTask Add(RecordRow known) => Enqueue(null, Task.FromResult(known));

    /// <summary>A row that is to be taken in after those of the same record.</summary>
    /// <param name="record">Which record.</param>
    /// <param name="take">Takes it in; never throws.</param>
    public ValueTask Add(RecordId record, Func<Task<RecordRow>> take)
    {
        var result = last.TryGetValue(record, out var before) ? After(before, take) : take();
        last[record] = result;
        return Enqueue(record, result);
    }

    /// <summary>Tells what is left.</summary>
    public async Task End()
    {
        while (rows.Count > 0) await TellOldest();
    }

    private async ValueTask Enqueue(RecordId? record, Task<RecordRow> result)
    {
        rows.Enqueue((record, result));
        if (rows.Count >= most) await TellOldest();
    }

    private async Task TellOldest()
    {
        var (record, result) = rows.Dequeue();
        var row = await result;
        if (record is { } id && last[id] == result) last.Remove(id);
        await tell(row);
    }

    private static async Task<RecordRow> After(Task before, Func<Task<RecordRow>> take)
    {
        await before;
        return await take();
    }
}
