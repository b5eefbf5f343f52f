namespace SingleWindow.Identity.Clients;

/// <summary>A program through which people sign in. It has no secret: it proves itself by its redirect URIs and by PKCE.</summary>
/// <param name="Name">For people who list clients; not in tokens.</param>
/// <param name="Redirects">Where a code may be sent to; letter by letter.</param>
/// <param name="SignedOut">Where a person may be sent to after signing out.</param>
public sealed record NewApp(string Name, IReadOnlyList<Uri> Redirects, IReadOnlyList<Uri> SignedOut);
