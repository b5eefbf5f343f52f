using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Batches;

/// <summary>What the installation says about batches.</summary>
internal sealed record BatchOptions
{
    /// <summary>Largest batch, in bytes (<c>Batches:MaxBytes</c>).</summary>
    public long MaxBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Days for which it can be read what became of each row (<c>Batches:RetentionDays</c>).</summary>
    public int RetentionDays { get; init; } = 30;

    public static BatchOptions From(IConfiguration settings)
    {
        var defaults = new BatchOptions();
        return new() { MaxBytes = settings.GetValue("Batches:MaxBytes", defaults.MaxBytes), RetentionDays = settings.GetValue("Batches:RetentionDays", defaults.RetentionDays) };
    }
}
