using Microsoft.AspNetCore.Http;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Tells the servers behind with which certificate a client has opened its connection (RFC 9440). What a client itself says in that header is gone by then (<see cref="ForgedHeaders"/>). Whose certificate it is,
/// they know by its pin.
/// </summary>
internal static class ClientCertificates
{
    private const string Header = "Client-Cert";

    public static Task Tell(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.ClientCertificate is { } certificate) context.Request.Headers[Header] = $":{Convert.ToBase64String(certificate.RawDataMemory.Span)}:";
        return next(context);
    }
}
