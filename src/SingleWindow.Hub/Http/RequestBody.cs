using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Http;

/// <summary>A request body, read whole before anything is done: a request that is cut off does nothing.</summary>
/// <param name="Fingerprint">HMAC of the bytes under a secret of the installation, hexadecimal: it is kept longer than what it was made of, and nobody may find that out by trying.</param>
internal sealed record RequestBody<T>(T? Value, string Fingerprint, Problem? Problem) where T : class
{
    /// <summary>Largest body of an ordinary request, in bytes.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>Reads and checks the body. An empty one stands for <c>{}</c>.</summary>
    public static async Task<RequestBody<T>> Read(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Limit) return Refused(CommandProblems.TooLarge);
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0;)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > Limit) return Refused(CommandProblems.TooLarge);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
        if (buffer.Length > 0 && !IsJson(request.ContentType)) return Refused(CommandProblems.NotJson);
        var secret = await Secret(request, ct);
        return Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), secret);
    }

    /// <summary>What fingerprints are made with.</summary>
    public static ValueTask<byte[]> Secret(HttpRequest request, CancellationToken ct) => request.HttpContext.RequestServices.GetRequiredService<IKeyVault>().Secret("fingerprint", ct);

    /// <summary>Checks a body that has been read.</summary>
    public static RequestBody<T> Parse(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> secret)
    {
        var fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(secret, bytes));
        try
        {
            var value = JsonSerializer.Deserialize<T>(bytes.Length == 0 ? "{}"u8 : bytes, WireJson.In);
            return value is null ? Refused(CommandProblems.Malformed.At(new FieldError("", "object", "A JSON object is expected."))) : new(value, fingerprint, null);
        }
        catch (JsonException exception)
        {
            return Refused(CommandProblems.Malformed.At(new FieldError(JsonPointer.FromPath(exception.Path), "malformed", Explain(exception))));
        }
    }

    // The framework's own words may quote the value; say only what we know to be harmless.
    private static string Explain(JsonException exception) =>
        exception.InnerException is null && exception.Message.StartsWith("Text ", StringComparison.Ordinal) ? exception.Message.Split(" Path:")[0]
        : exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "This member is not known here."
        : exception.Message.Contains("missing required", StringComparison.Ordinal) ? "A member that must be there is missing."
        : exception.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) ? "This member is given twice."
        : exception.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase) ? $"Nested more than {WireJson.MaxDepth} levels deep."
        : exception.Message.Contains("could not be converted", StringComparison.Ordinal) ? "The value is of the wrong type or form."
        : $"Not valid JSON near line {exception.LineNumber + 1}.";

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (type.Encoding is null || type.Encoding.WebName == Encoding.UTF8.WebName);

    /// <summary>A body that is refused for this reason.</summary>
    public static RequestBody<T> Refused(Problem problem) => new(null, "", problem);
}
