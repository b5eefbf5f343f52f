namespace SingleWindow.Demo;

/// <summary>A small country: its authorities, employers and workers, and what happens to them.</summary>
public static class DemoCountry
{
    /// <summary>Tells the story through the gateway.</summary>
    /// <returns>The exit code: 0 when every step went as the story says, 1 when one did not, or when there is no story.</returns>
    public static async Task<int> Run(DemoContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Nobody lives here yet: an exit code of 0 would claim a story that was not told.
        await context.Output.WriteLineAsync("demo: the country has no inhabitants yet; there is no story to tell");
        return 1;
    }
}
