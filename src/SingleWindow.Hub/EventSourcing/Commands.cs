using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Commands that follow from other commands and events: the same cause always gives the same id, so doing it twice does it once.</summary>
internal static class Commands
{
    /// <summary>A command of another grain that belongs to this one.</summary>
    public static CommandContext Part(this CommandContext context, string part) => context with { Id = Hash($"{context.Id}/{part}"), Fingerprint = "", ExpectedVersion = null };

    /// <summary>A command of the hub itself.</summary>
    public static CommandContext ByHub(string cause, DateTimeOffset at) => new(Hash($"hub/{cause}"), "", Actor.Hub, at);

    /// <summary>An id from text.</summary>
    public static CommandId Hash(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
