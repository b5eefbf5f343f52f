using System.Globalization;
using Microsoft.Extensions.Configuration;
using SingleWindow.Core.Applications;

namespace SingleWindow.Hub.Documents;

/// <summary>What the installation says about documents.</summary>
internal sealed record DocumentOptions
{
    /// <summary>Largest document, in bytes (<c>Documents:MaxBytes</c>).</summary>
    public long MaxBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>A command line that gets the file on its standard input (<c>Documents:Scanner</c>); <c>none</c>: no scan is wanted; null: everything stays in quarantine.</summary>
    public string? Scanner { get; init; }

    /// <summary>How long a scan may take.</summary>
    public TimeSpan ScanTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Days for which documents are kept after the last upload to a draft.</summary>
    public int DraftDays { get; init; } = 90;

    /// <summary>Days after a withdrawal, or after the case was closed without a decision.</summary>
    public int WithdrawnDays { get; init; } = 180;

    /// <summary>Days after a refusal of any kind.</summary>
    public int RefusedDays { get; init; } = 3 * 365;

    /// <summary>Days after a grant.</summary>
    public int GrantedDays { get; init; } = 10 * 365;

    /// <summary>True when the installation says that no scan is wanted.</summary>
    public bool Unscanned => Scanner == "none";

    public static DocumentOptions From(IConfiguration settings)
    {
        var defaults = new DocumentOptions();
        int Days(string name, int otherwise) => settings[$"Documents:RetentionDays:{name}"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new()
        {
            MaxBytes = settings.GetValue("Documents:MaxBytes", defaults.MaxBytes),
            Scanner = settings["Documents:Scanner"],
            ScanTime = TimeSpan.FromSeconds(settings.GetValue("Documents:ScanSeconds", (int)defaults.ScanTime.TotalSeconds)),
            DraftDays = Days("Draft", defaults.DraftDays),
            WithdrawnDays = Days("Withdrawn", defaults.WithdrawnDays),
            RefusedDays = Days("Refused", defaults.RefusedDays),
            GrantedDays = Days("Granted", defaults.GrantedDays),
        };
    }

    /// <summary>Days after a case ended like this.</summary>
    public int DaysAfter(ApplicationStatus end) => end switch
    {
        ApplicationStatus.Granted or ApplicationStatus.GrantedWithConditions => GrantedDays,
        ApplicationStatus.Refused or ApplicationStatus.NotReviewed or ApplicationStatus.InadmissibleQuota => RefusedDays,
        _ => WithdrawnDays,
    };
}
