using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Applications;
using SingleWindow.Hub.Http;

namespace SingleWindow.Load.Scenarios;

/// <summary>A complete application of ordinary size; every worker is another one.</summary>
internal static class Form
{
    /// <summary>Under which they are filed.</summary>
    public static readonly Scheme Law = SchemeCatalog.Default.Newest("ee-short-term-employment")!;

    /// <summary>All that it asks for, proven.</summary>
    public static readonly EvidenceItem[] Evidence = [.. Law.Evidence.Select(rule => new EvidenceItem(rule.Type, rule.RecordType is { } type ? $"record:{type}" : "statement", EvidenceResult.Met))];

    private static readonly DateOnly Start = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);

    public static byte[] Draft(string run, long number) => JsonSerializer.SerializeToUtf8Bytes(new NewApplication(Law.Id, Of(run, number)), WireJson.Out);

    public static ApplicationForm Of(string run, long number) => new(
        $"{run}-{number}",
        new("Olena", "Koval", new(1990, 1, 1), "F", ["UKR"], null, new("passport", $"{run}{number:D9}", "UKR", Start.AddYears(3)), $"{run}{number}@example.org"),
        new("standard", "Welder", "7212", new(2500.00m, "EUR"), 40m, "Made-up street 1, Tallinn", Start, Start.AddDays(180)),
        new("visa", "D-123456", Start.AddDays(200)),
        [new("employment-contract-or-binding-offer", "Binding offer of this month."), new("qualification-or-experience", "Six years as a welder.")]);
}
