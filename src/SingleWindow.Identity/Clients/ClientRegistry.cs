using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Clients;

/// <summary>The clients that may ask for tokens. Works beside a running server, from any process that sees the same store.</summary>
public sealed class ClientRegistry : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private ClientRegistry(ServiceProvider services) => this.services = services;

    /// <summary>Opens the registry of this installation; makes the store when it is not there yet.</summary>
    public static ClientRegistry Open(IConfiguration settings)
    {
        var place = IdentityPlaces.Of(settings);
        var registry = new ClientRegistry(new ServiceCollection().AddLogging().AddIdentityStore(place).BuildServiceProvider());
        using var scope = registry.services.CreateScope();
        place.Ensure(scope.ServiceProvider.GetRequiredService<IdentityStore>());
        return registry;
    }

    /// <summary>Registers a new client.</summary>
    /// <param name="client">An id that is taken already is an error.</param>
    /// <param name="secret">Null: a new one of 256 random bits.</param>
    /// <param name="cancellationToken">Gives up; nothing is registered.</param>
    public async Task<ClientCredentials> Create(NewClient client, string? secret, CancellationToken cancellationToken)
    {
        Check(client);
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var credentials = new ClientCredentials(client.ClientId ?? NewId("cli"), secret ?? NewSecret());
        var descriptor = new OpenIddictApplicationDescriptor { ClientId = credentials.ClientId, ClientSecret = credentials.ClientSecret };
        ClientProperties.Describe(descriptor, client);
        await manager.CreateAsync(descriptor, cancellationToken);
        return credentials;
    }

    /// <summary>Registers a client that signs its requests with a key of its own (RFC 7523, <c>private_key_jwt</c>).</summary>
    /// <param name="client">An id that is taken already is an error.</param>
    /// <param name="keys">Its public keys, a JSON Web Key Set.</param>
    /// <param name="cancellationToken">Gives up; nothing is registered.</param>
    /// <returns>The client's id.</returns>
    /// <exception cref="ArgumentException">The keys are not public keys for ES256, PS256 or RS256.</exception>
    public Task<string> CreateWithKeys(NewClient client, string keys, CancellationToken cancellationToken) => CreateWithKeys(client, ClientKeys.Read(keys), areCertificate: false, cancellationToken);

    private async Task<string> CreateWithKeys(NewClient client, JsonWebKeySet keys, bool areCertificate, CancellationToken cancellationToken)
    {
        Check(client);
        await using var scope = services.CreateAsyncScope();
        var descriptor = new OpenIddictApplicationDescriptor { ClientId = client.ClientId ?? NewId("cli"), JsonWebKeySet = keys };
        ClientProperties.Describe(descriptor, client);
        if (areCertificate) descriptor.Properties[ClientProperties.Certificate] = JsonSerializer.SerializeToElement(true);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(descriptor, cancellationToken);
        return descriptor.ClientId;
    }

    /// <summary>Registers a client that signs in with a certificate (RFC 8705, <c>self_signed_tls_client_auth</c>); its tokens are bound to it.</summary>
    /// <param name="client">An id that is taken already is an error.</param>
    /// <param name="certificate">In PEM.</param>
    /// <param name="cancellationToken">Gives up; nothing is registered.</param>
    /// <returns>The client's id.</returns>
    /// <exception cref="ArgumentException">No client can be known by this certificate.</exception>
    public Task<string> CreateWithCertificate(NewClient client, string certificate, CancellationToken cancellationToken) => CreateWithKeys(client, ClientCertificates.Read(certificate), areCertificate: true, cancellationToken);

    /// <summary>Registers an app through which people sign in.</summary>
    /// <returns>The app's client id.</returns>
    public async Task<string> Create(NewApp app, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var descriptor = ClientProperties.Describe(NewId("app"), app);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(descriptor, cancellationToken);
        return descriptor.ClientId!;
    }

    /// <summary>Registers the client, or gives the one with this id these properties and this secret: for seeds that may run twice.</summary>
    public async Task<ClientCredentials> CreateOrReplace(NewClient client, string? secret, CancellationToken cancellationToken)
    {
        Check(client);
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (client.ClientId is null || await manager.FindByClientIdAsync(client.ClientId, cancellationToken) is not { } known)
            return await Create(client, secret, cancellationToken);
        var credentials = new ClientCredentials(client.ClientId, secret ?? NewSecret());
        var descriptor = new OpenIddictApplicationDescriptor();
        await manager.PopulateAsync(descriptor, known, cancellationToken);
        descriptor.ClientSecret = credentials.ClientSecret;
        ClientProperties.Describe(descriptor, client);
        await manager.UpdateAsync(known, descriptor, cancellationToken);
        return credentials;
    }

    /// <summary>Gives the client a new secret; what it signed in with before is good no more, whatever it was.</summary>
    /// <returns>The secret; null when there is no such client, or it is an app and has none.</returns>
    public async Task<ClientCredentials?> NewSecretFor(string clientId, CancellationToken cancellationToken)
    {
        var credentials = new ClientCredentials(clientId, NewSecret());
        return await Change(clientId, descriptor => (descriptor.ClientSecret, descriptor.JsonWebKeySet) = (credentials.ClientSecret, null), cancellationToken) ? credentials : null;
    }

    /// <summary>Gives the client these keys in place of what it signed in with before.</summary>
    /// <returns>False when there is no such client, or it is an app.</returns>
    /// <exception cref="ArgumentException">The keys are not public keys for ES256, PS256 or RS256.</exception>
    public Task<bool> NewKeysFor(string clientId, string keys, CancellationToken cancellationToken)
    {
        var set = ClientKeys.Read(keys);
        return Change(clientId, descriptor => (descriptor.ClientSecret, descriptor.JsonWebKeySet) = (null, set), cancellationToken);
    }

    private async Task<bool> Change(string clientId, Action<OpenIddictApplicationDescriptor> change, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await manager.FindByClientIdAsync(clientId, cancellationToken) is not { } known) return false;
        var descriptor = new OpenIddictApplicationDescriptor();
        await manager.PopulateAsync(descriptor, known, cancellationToken);
        if (descriptor.ClientType != OpenIddictConstants.ClientTypes.Confidential) return false;
        descriptor.Properties.Remove(ClientProperties.Certificate);
        change(descriptor);
        await manager.UpdateAsync(known, descriptor, cancellationToken);
        return true;
    }

    /// <summary>Takes the client away; tokens that it has already live out their five minutes.</summary>
    /// <returns>False when there was no such client.</returns>
    public async Task<bool> Remove(string clientId, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await manager.FindByClientIdAsync(clientId, cancellationToken) is not { } known) return false;
        await manager.DeleteAsync(known, cancellationToken);
        return true;
    }

    /// <summary>All clients, by id.</summary>
    public async Task<IReadOnlyList<RegisteredClient>> List(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var clients = new List<RegisteredClient>();
        await foreach (var application in manager.ListAsync(cancellationToken: cancellationToken))
            clients.Add(await manager.Read(application, cancellationToken));
        return [.. clients.OrderBy(client => client.ClientId, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static string NewId(string kind) => $"{kind}_{Guid.CreateVersion7():N}";

    private static void Check(NewClient client)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(client.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(client.Party);
        if (client.Scopes.Count == 0) throw new ArgumentException("a client needs at least one scope", nameof(client));
        if (client.Scopes.Except(Scopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"unknown scope '{unknown}'; known are {string.Join(' ', Scopes.All)}", nameof(client));
    }
}
