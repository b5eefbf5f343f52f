namespace SingleWindow.EndToEnd.Tests.Hosting;

/// <summary>One host for all tests that only ask it something; tests that stop or kill a host start their own.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    public HostProcess Host { get; } = new();

    public Task InitializeAsync() => Host.Start();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RunningHostGroup : ICollectionFixture<RunningHost>
{
    public const string Name = "one running host";
}
