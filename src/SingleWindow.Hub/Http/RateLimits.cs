using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Token buckets: one per client (per address, for public endpoints), of <c>RateLimits:PerSecond</c> (500) and <c>RateLimits:Burst</c> (1000); one per party, four times as large, so that
/// many clients of one do not count as many; and a part of one for each endpoint that is dear (<see cref="Share"/>).
/// </summary>
internal static class RateLimits
{
    private const int OfParty = 4;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration settings)
    {
        var perSecond = settings.GetValue("RateLimits:PerSecond", 500);
        var burst = settings.GetValue("RateLimits:Burst", 1000);
        var bucket = Bucket(perSecond, burst);
        var large = Bucket(Many(perSecond), Many(burst));
        return services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => Share.Of(http) is not { } dear ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetTokenBucketLimiter($"{dear.Name} {Caller(http)}", _ => Bucket(Math.Max(1, perSecond / dear.Part), Math.Max(1, burst / dear.Part)))),
                PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(Caller(http), _ => bucket)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => http.User.FindFirstValue("sw_party") is { Length: > 0 } party
                    ? RateLimitPartition.GetTokenBucketLimiter(party, _ => large) : RateLimitPartition.GetNoLimiter("")));
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new ValueTask(CommandProblems.TooMany.Result().ExecuteAsync(context.HttpContext));
            };
        });
    }

    private static string Caller(HttpContext http) => http.User.Identity?.IsAuthenticated is true ? "client " + Http.Caller.Subject(http.User) : "address " + http.Connection.RemoteIpAddress;

    private static int Many(int one) => (int)Math.Min(int.MaxValue, (long)one * OfParty);

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

/// <summary>What an endpoint that is dear leaves of a caller's bucket for itself.</summary>
/// <param name="Name">The bucket; endpoints of one name share it.</param>
/// <param name="Part">One part of so many.</param>
internal sealed record Share(string Name, int Part)
{
    public static Share? Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Share>();
}

internal static class Shares
{
    /// <summary>May be asked for less often than others: an answer takes a file, or tells who guesses something.</summary>
    public static RouteHandlerBuilder Seldom(this RouteHandlerBuilder builder, string name, int part) => builder.WithMetadata(new Share(name, part));
}
