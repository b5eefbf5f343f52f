using Microsoft.Extensions.Hosting;

namespace SingleWindow.Hub.Cluster;

/// <summary>A node that stops first says so at <c>/healthz</c> and serves on for a moment: the gateways send elsewhere before its door closes, and nobody meets a closed one.</summary>
internal sealed class Drain(NodeOptions options) : IHostedLifecycleService
{
    private volatile bool begun;

    /// <summary>True from the moment it was told to stop.</summary>
    public bool HasBegun => begun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        return Task.Delay(options.Drain, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
