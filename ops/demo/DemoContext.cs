namespace SingleWindow.Demo;

/// <summary>What the host gives to the story.</summary>
/// <param name="Gateway">The only address of the hub that the story talks to.</param>
/// <param name="DataPath">The folder of the store; <c>demo.json</c> goes there.</param>
/// <param name="ExitAfterStory">The story is played once and checked; nobody looks around afterwards.</param>
/// <param name="Workers">How many people live through the year after the story; 0: none, and the country stays in the present.</param>
/// <param name="CreateClient">Registers a client, or replaces the one of an earlier run, with this secret or a new one; returns the secret.</param>
/// <param name="Clock">The hub's legal time.</param>
/// <param name="Output">What people read.</param>
public sealed record DemoContext(
    Uri Gateway,
    string DataPath,
    bool ExitAfterStory,
    int Workers,
    Func<DemoClient, string?, CancellationToken, Task<string>> CreateClient,
    SteppedClock Clock,
    TextWriter Output);

/// <summary>A client that the story needs.</summary>
public sealed record DemoClient(
    string ClientId, string Name, IReadOnlyList<string> Scopes, string Party, string? Unit, IReadOnlyList<string> Purposes);
