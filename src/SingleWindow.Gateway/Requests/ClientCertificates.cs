using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Tells the servers behind with which certificate a client has opened its connection (RFC 9440), and proves by <c>Gateway:Secret</c> that it is the gateway who says so: a certificate is no secret, so anybody who reaches those servers
/// could name one. What a client itself says in these headers is gone by then (<see cref="ForgedHeaders"/>). Whose certificate it is, they know by its pin.
/// </summary>
internal sealed class ClientCertificates(IConfiguration settings)
{
    private const string Header = "Client-Cert";
    private const string Proof = "Client-Cert-Proof";

    private readonly byte[]? secret = settings["Gateway:Secret"] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;

    public Task Tell(HttpContext context, RequestDelegate next)
    {
        if (secret is not null && context.Connection.ClientCertificate is { } certificate)
        {
            var bytes = certificate.RawDataMemory.Span;
            context.Request.Headers[Header] = $":{Convert.ToBase64String(bytes)}:";
            context.Request.Headers[Proof] = Convert.ToBase64String(HMACSHA256.HashData(secret, bytes));
        }
        return next(context);
    }
}
