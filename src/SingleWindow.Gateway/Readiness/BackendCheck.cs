using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Gateway.Readiness;

/// <summary>Whether at least one of these servers answers its <c>/healthz</c>.</summary>
internal sealed class BackendCheck(Func<IReadOnlyList<string>> addresses) : IHealthCheck, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(2) };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var up = await Task.WhenAll(addresses().Select(address => IsUp(address, cancellationToken)));
        var count = up.Count(answered => answered);
        return count > 0 ? HealthCheckResult.Healthy($"{count} of {up.Length}") : HealthCheckResult.Unhealthy("not reachable");
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> IsUp(string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(new Uri(address), "healthz"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
