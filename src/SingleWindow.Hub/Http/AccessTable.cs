using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace SingleWindow.Hub.Http;

/// <summary>The authorization model as a table: a line for each operation, as the endpoints themselves say it.</summary>
internal static class AccessTable
{
    public static IReadOnlyList<OperationAccess> Of(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => Line(method, endpoint)) ?? [])
            .Where(line => !line.Path.StartsWith("/docs", StringComparison.Ordinal)).OrderBy(line => line.Path, StringComparer.Ordinal).ThenBy(line => line.Method, StringComparer.Ordinal)];

    private static OperationAccess Line(string method, RouteEndpoint endpoint)
    {
        var rule = endpoint.Metadata.GetMetadata<AccessRule>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may use it.");
        return new(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), rule.Scope, rule.Ownership, endpoint.Metadata.GetMetadata<OnBehalf>()?.Act);
    }
}
