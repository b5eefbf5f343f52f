using System.Text.Json;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Mandates;

/// <summary>Ends every mandate of an employer of whom the business register says that it does not exist any more: nobody acts for nobody.</summary>
internal sealed class DissolvedEmployers(IGrainFactory grains, IdentityKeys keys) : IReactor
{
    private static readonly string[] Gone = ["dissolved", "struck-off"];

    public string Name => "dissolved-employers";

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent.Published)];

    /// <summary>What the register's entry says of whether there is still anybody to act for.</summary>
    public static bool AreGone(JsonElement profile) => profile.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && Gone.Contains(status.GetString());

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is not RecordEvent.Published { Type: "employer-profile", EmployerKey: { } key, Content: { } content } published) return;
        if (!AreGone(content)) return;
        if (await keys.Owner(key, ct) is not { } employer) return;
        var outcome = await grains.GetGrain<IMandateBookGrain>(MandateId.BookOf(employer)).Dissolve(Commands.ByHub($"dissolved/{happened.Position}", published.At), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The mandates of a dissolved employer were not ended: {problem.Code}.");
    }
}
