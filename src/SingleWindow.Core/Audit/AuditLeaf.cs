using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SingleWindow.Core.Audit;

/// <summary>
/// The canonical bytes of an audit entry: members in alphabetical order, no white space, no personal text. Version 1 never changes, so that entries written today
/// can be proven by the log that comes later (RFC 6962 leaf data).
/// </summary>
public static class AuditLeaf
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.Default, Indented = false };

    /// <summary>The leaf.</summary>
    /// <param name="act">What happened.</param>
    /// <param name="salt">32 random bytes, kept under the subject's key.</param>
    /// <param name="pseudonym">HMAC of the subject's id under the subject's own key, hexadecimal; null when nobody in particular is concerned.</param>
    public static string Of(AuditAct act, ReadOnlySpan<byte> salt, string? pseudonym)
    {
        // Most leaves fit.
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("actor", act.Actor.Unit is null ? act.Actor.Party : $"{act.Actor.Party}/{act.Actor.Unit}");
            Write(json, "basis", act.Basis);
            json.WriteString("client", act.Actor.Client);
            json.WriteString("commitment", Commit(salt, act.Payload));
            json.WriteString("decision", act.Decision);
            json.WriteStartArray("fields");
            foreach (var field in act.Fields.Order(StringComparer.Ordinal)) json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteString("kind", act.Kind);
            Write(json, "purpose", act.Purpose);
            // Only where there is one, so that every other leaf is what it always was.
            if (act.Actor.Representation is { } by) json.WriteString("representative", by.Representative);
            Write(json, "subject", pseudonym);
            json.WriteString("time", act.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            json.WriteNumber("v", 1);
            json.WriteString("xid", act.Xid);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>SHA-256 of salt and payload, hexadecimal: binds the entry to what was seen without saying it.</summary>
    public static string Commit(ReadOnlySpan<byte> salt, string payload)
    {
        var salted = new byte[salt.Length + Encoding.UTF8.GetByteCount(payload)];
        salt.CopyTo(salted);
        Encoding.UTF8.GetBytes(payload, salted.AsSpan(salt.Length));
        return Convert.ToHexStringLower(SHA256.HashData(salted));
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }
}
