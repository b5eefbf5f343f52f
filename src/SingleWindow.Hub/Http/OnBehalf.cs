using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>An endpoint that may be used for another. Without it, whoever names another party is refused.</summary>
/// <param name="Act">What the mandate must allow; a word of <see cref="Core.Mandates.MandateActs"/>.</param>
/// <param name="Stranger">What is heard without a mandate: the same as by any stranger.</param>
internal sealed record OnBehalf(string Act, Problem Stranger)
{
    /// <summary>The request header that names the represented party.</summary>
    public const string Header = "SW-On-Behalf-Of";
}

/// <summary>The caller's token together with a mandate that has been verified. Only the hub makes one: no claim of a token can.</summary>
internal sealed class RepresentingPrincipal(ClaimsPrincipal token, string principal, Representation right) : ClaimsPrincipal(token)
{
    public string Principal => principal;

    public Representation Right => right;
}

internal static class OnBehalfOf
{
    /// <summary>Lets a representative use it, whose mandate allows the act. Said of each endpoint by itself, never of a group: a new endpoint takes part only when somebody has thought of it.</summary>
    public static RouteHandlerBuilder ForOthers(this RouteHandlerBuilder builder, string act, Problem stranger) =>
        builder.WithMetadata(new OnBehalf(act, stranger)).Refuses(404);
}
