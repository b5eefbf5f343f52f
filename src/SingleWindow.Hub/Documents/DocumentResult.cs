using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SingleWindow.Core.Documents;

namespace SingleWindow.Hub.Documents;

/// <summary>The content of a document on the wire: always a file to keep, never a page to show.</summary>
internal sealed class DocumentResult(DocumentView document, Stream content) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.FileName ?? document.Id.ToString());
        response.ContentType = document.MediaType;
        response.ContentLength = document.Size;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(document.Sha256!))}:";
        await using (content) await content.CopyToAsync(response.Body, ContentPieces.Size, httpContext.RequestAborted);
    }
}
