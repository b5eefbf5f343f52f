namespace SingleWindow.Host;

internal enum RoleState
{
    Starting,
    Running,
    Stopping,
}

/// <summary>One role of this process and its own web application.</summary>
internal sealed class RunningRole(Role role, WebApplication app)
{
    private volatile RoleState state = RoleState.Starting;

    public Role Role => role;

    public WebApplication App => app;

    public RoleState State => state;

    public async Task Start(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        state = RoleState.Running;
    }

    public async Task Stop(CancellationToken cancellationToken)
    {
        var started = state == RoleState.Running;
        state = RoleState.Stopping;
        // The framework's host throws when it is stopped and its services could not even be made.
        if (started) await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
    }
}
