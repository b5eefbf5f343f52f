namespace SingleWindow.Demo.Year;

/// <summary>Lets a life sleep until a day comes. A day is over when everybody who woke on it sleeps again.</summary>
internal sealed class Alarm(Calendar calendar)
{
    private TaskCompletionSource rung = New(), asleep = New();

    /// <summary>The day for which it is set; null: nobody sleeps.</summary>
    public DateOnly? Wakes { get; private set; }

    public DateOnly Today => calendar.Today;

    /// <summary>Sleeps until the day; a day that has come is no reason to sleep.</summary>
    public Task Until(DateOnly day)
    {
        if (day <= Today) return Task.CompletedTask;
        Wakes = day;
        rung = New();
        asleep.TrySetResult();
        return rung.Task;
    }

    public Task For(int days) => Until(Today.AddDays(days));

    /// <summary>Wakes the sleeper, and waits until he sleeps again or his story is told.</summary>
    public async Task Ring(Task story)
    {
        Wakes = null;
        asleep = New();
        rung.SetResult();
        await Task.WhenAny(asleep.Task, story);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
