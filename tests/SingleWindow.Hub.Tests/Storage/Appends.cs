using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>Short ways to say what is appended.</summary>
internal static class Appends
{
    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    public static CommandId Command(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    public static NewEvent Event(string type = "thing.happened", string data = "{}", SealedData? personal = null) =>
        new(type, 1, Encoding.UTF8.GetBytes(data), personal);

    public static StreamAppend To(string stream, long expected, int events = 1) =>
        new(new(stream), expected, [.. Enumerable.Range(0, events).Select(_ => Event())]);

    public static AppendRequest Request(string command, params StreamAppend[] streams) => new(Command(command), "print of " + command, At, streams);

    public static AppendRequest Requiring(this AppendRequest request, string stream, long version) => request with { Required = [new(new(stream), version)] };

    public static SealedData Sealed(string subject) => new(new KeyRef(subject, "identity"), [1, 2, 3]);
}
