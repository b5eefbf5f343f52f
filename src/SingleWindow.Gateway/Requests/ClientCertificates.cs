using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SingleWindow.Core.Callers;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Tells the servers behind with which certificate a client has opened its connection (<see cref="ToldCertificate"/>). What a client itself says in these headers is gone by then (<see cref="ForgedHeaders"/>).
/// Whose certificate it is, they know by its pin.
/// </summary>
internal sealed class ClientCertificates(IConfiguration settings)
{
    private readonly ToldCertificate told = new(settings["Gateway:Secret"]);

    public Task Tell(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.ClientCertificate is { } certificate && told.Tell(certificate.RawDataMemory.Span) is { } said)
            (context.Request.Headers[ToldCertificate.Header], context.Request.Headers[ToldCertificate.ProofHeader]) = (said.Certificate, said.Proof);
        return next(context);
    }
}
