using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>A token bucket per client (per address, for public endpoints): <c>RateLimits:PerSecond</c> (500) and <c>RateLimits:Burst</c> (1000).</summary>
internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration settings)
    {
        var perSecond = settings.GetValue("RateLimits:PerSecond", 500);
        var burst = settings.GetValue("RateLimits:Burst", 1000);
        var bucket = Bucket(perSecond, burst);
        return services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(
                http.User.Identity?.IsAuthenticated is true ? "client " + Caller.Subject(http.User) : "address " + http.Connection.RemoteIpAddress, _ => bucket));
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new ValueTask(CommandProblems.TooMany.Result().ExecuteAsync(context.HttpContext));
            };
        });
    }

    /// <summary>About ten refills a second: a bucket that is filled once a second lets through a wave and then nothing.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst)
    {
        var tokens = Math.Max(1, perSecond / 10);
        return new()
        {
            TokenLimit = burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / perSecond),
            AutoReplenishment = true,
            QueueLimit = 0,
        };
    }
}
