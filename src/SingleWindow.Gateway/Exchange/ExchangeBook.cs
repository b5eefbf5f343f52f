using Microsoft.Extensions.Configuration;
using SingleWindow.Core.Exchange;

namespace SingleWindow.Gateway.Exchange;

/// <summary>Who may ask whom for what, as <c>Exchange:File</c> says; nobody, when there is no file.</summary>
internal sealed class ExchangeBook
{
    public ExchangeBook(IConfiguration settings)
    {
        AllowUnauthenticated = settings.GetValue("Exchange:AllowUnauthenticated", false);
        Style = settings["Exchange:ErrorStyle"] switch { "xroad78" => ErrorStyle.XRoad78, "http-native" => ErrorStyle.HttpNative, _ => ErrorStyle.Specification };
        // What is wrong with it is told before anything starts.
        if (settings["Exchange:File"] is { } file) Registry = ExchangeFile.Read(File.ReadAllBytes(file)).Registry ?? throw new IOException(string.Join("; ", Errors(settings)));
    }

    /// <summary>Null when this installation exchanges nothing.</summary>
    public ExchangeRegistry? Registry { get; }

    /// <summary>Whether members that need not show a certificate are let in.</summary>
    public bool AllowUnauthenticated { get; }

    /// <summary>How errors are spelt.</summary>
    public ErrorStyle Style { get; }

    /// <summary>What is wrong with the settings of the exchange: every fault at once.</summary>
    public static IEnumerable<string> Errors(IConfiguration settings)
    {
        if (settings["Exchange:File"] is not { } file) return [];
        try
        {
            return ExchangeFile.Read(File.ReadAllBytes(file)).Errors.Select(error => $"Exchange:File: {error.Pointer}: {error.Detail}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [$"Exchange:File: {failure.Message}"];
        }
    }
}
