using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Hub.Http;

/// <summary>Who may use an endpoint. Every endpoint has one, or is public; a test walks them all.</summary>
/// <param name="Scope">Scope that the token carries, or several with blanks between, one of which it carries; null: anybody, without a token.</param>
/// <param name="Ownership">How a thing is the caller's, in a sentence; it is checked where the thing is decided on.</param>
internal sealed record AccessRule(string? Scope, string Ownership);

/// <summary>Declares access on endpoints.</summary>
internal static class Access
{
    public static readonly IReadOnlyList<string> Scopes = ["employer", "worker", "authority", "inspector", "monitor", "operator", "auditor"];

    /// <summary>For what has two sides: the scope must fit the party, so that nobody stands on the other side with it.</summary>
    public const string EmployerOrWorker = "employer worker";

    /// <summary>Only callers with this scope; whose thing it is, is checked by the rule named.</summary>
    public static TBuilder Only<TBuilder>(this TBuilder builder, string scope, string ownership) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(scope).WithMetadata(new AccessRule(scope, ownership)).Refuses(401, 403);

    /// <summary>Anybody; marked public in the contract.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AllowAnonymous().WithMetadata(new AccessRule(null, "published to everybody"));

    /// <summary>One policy per scope; what names no policy is refused to everybody without a token.</summary>
    public static IServiceCollection AddScopes(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var scope in Scopes)
            authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Caller.HasScope(context.User, scope)));
        authorization.AddPolicy(EmployerOrWorker, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => OfOneSide(context.User)));
        return services;
    }

    private static bool OfOneSide(ClaimsPrincipal user)
    {
        var party = Caller.Of(user).Party;
        return (Caller.HasScope(user, "employer") && !party.StartsWith("wrk_", StringComparison.Ordinal)) || (Caller.HasScope(user, "worker") && !party.StartsWith("emp_", StringComparison.Ordinal));
    }
}
