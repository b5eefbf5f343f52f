using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// How many come in at once, and how often from one address at the issuer, where secrets could be guessed. Whoever floods waits behind himself: a caller has a share of the places, and a line
/// of his own. How often a client or a party may ask is counted by the hub, which alone knows who they are.
/// </summary>
internal static class Crowds
{
    public static IServiceCollection AddCrowds(this IServiceCollection services, IConfiguration settings)
    {
        var all = settings.GetValue("Gateway:MaxConcurrent", 1024);
        var own = Math.Max(1, settings.GetValue("Gateway:MaxConcurrentPerCaller", Math.Max(1, all / 8)));
        var signIns = settings.GetValue("Gateway:SignInsPerSecond", 50);
        return services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => IsSignIn(http) ? RateLimitPartition.GetTokenBucketLimiter(Address(http), _ => Bucket(signIns)) : RateLimitPartition.GetNoLimiter("")),
                PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetConcurrencyLimiter(Caller(http), _ => Places(own, own * 2))),
                PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetConcurrencyLimiter("all", _ => Places(all, all * 2))));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new ValueTask(rejected.HttpContext.Write(GatewayProblems.TooMany));
            };
        });
    }

    // The token as it stands, verified or not: who invents tokens gets a new line for each, and meets the limit of all. At the issuer, which asks for none, the address counts.
    private static string Caller(HttpContext http) =>
        !IsSignIn(http) && http.Request.Headers.Authorization is [{ Length: > 0 } token] ? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 16)) : Address(http);

    // Who has one address of IPv6 has 2^64 of them.
    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress is not { } address ? ""
        : address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();

    private static bool IsSignIn(HttpContext http) => http.Request.Path.StartsWithSegments("/connect") || http.Request.Path.StartsWithSegments("/account");

    private static ConcurrencyLimiterOptions Places(int places, int waiting) => new() { PermitLimit = places, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private static TokenBucketRateLimiterOptions Bucket(int perSecond)
    {
        var tokens = Math.Max(1, perSecond / 10);
        return new() { TokenLimit = perSecond * 4, TokensPerPeriod = tokens, ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / perSecond), AutoReplenishment = true, QueueLimit = 0 };
    }
}
