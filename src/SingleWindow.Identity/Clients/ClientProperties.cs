using System.Collections.Immutable;
using System.Text.Json;
using OpenIddict.Abstractions;

namespace SingleWindow.Identity.Clients;

/// <summary>How party, unit, purposes and scopes are kept with an OpenIddict application.</summary>
internal static class ClientProperties
{
    /// <summary>True: the client signs in with the certificate that its key is in.</summary>
    public const string Certificate = "sw_certificate";

    private const string Party = "sw_party";
    private const string Unit = "sw_unit";
    private const string Purposes = "sw_purposes";
    private const string ScopePrefix = OpenIddictConstants.Permissions.Prefixes.Scope;

    public static void Describe(OpenIddictApplicationDescriptor descriptor, NewClient client)
    {
        descriptor.DisplayName = client.Name;
        descriptor.ClientType = OpenIddictConstants.ClientTypes.Confidential;
        descriptor.Permissions.Clear();
        descriptor.Permissions.Add(OpenIddictConstants.Permissions.Endpoints.Token);
        descriptor.Permissions.Add(OpenIddictConstants.Permissions.GrantTypes.ClientCredentials);
        descriptor.Permissions.UnionWith(client.Scopes.Select(scope => ScopePrefix + scope));
        descriptor.Properties[Party] = JsonSerializer.SerializeToElement(client.Party);
        descriptor.Properties[Unit] = JsonSerializer.SerializeToElement(client.Unit);
        descriptor.Properties[Purposes] = JsonSerializer.SerializeToElement(client.Purposes);
    }

    public static OpenIddictApplicationDescriptor Describe(string clientId, NewApp app)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = clientId,
            DisplayName = app.Name,
            ClientType = OpenIddictConstants.ClientTypes.Public,
            ConsentType = OpenIddictConstants.ConsentTypes.Implicit,
            Requirements = { OpenIddictConstants.Requirements.Features.ProofKeyForCodeExchange },
            Permissions =
            {
                OpenIddictConstants.Permissions.Endpoints.Authorization,
                OpenIddictConstants.Permissions.Endpoints.PushedAuthorization,
                OpenIddictConstants.Permissions.Endpoints.Token,
                OpenIddictConstants.Permissions.Endpoints.EndSession,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
                OpenIddictConstants.Permissions.GrantTypes.RefreshToken,
                OpenIddictConstants.Permissions.ResponseTypes.Code,
            },
        };
        descriptor.RedirectUris.UnionWith(app.Redirects);
        descriptor.PostLogoutRedirectUris.UnionWith(app.SignedOut);
        return descriptor;
    }

    public static RegisteredClient Read(
        string clientId, string? name, ImmutableArray<string> permissions, ImmutableDictionary<string, JsonElement> properties) => new(
        clientId,
        name ?? clientId,
        [.. permissions.Where(permission => permission.StartsWith(ScopePrefix, StringComparison.Ordinal)).Select(permission => permission[ScopePrefix.Length..])],
        properties.GetValueOrDefault(Party) is { ValueKind: JsonValueKind.String } party ? party.GetString()! : "",
        properties.GetValueOrDefault(Unit) is { ValueKind: JsonValueKind.String } unit ? unit.GetString() : null,
        properties.GetValueOrDefault(Purposes) is { ValueKind: JsonValueKind.Array } purposes
            ? [.. purposes.EnumerateArray().Select(purpose => purpose.GetString()!)]
            : []);
}
