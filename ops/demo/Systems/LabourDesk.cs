using System.Text.RegularExpressions;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>The labour inspectorate sees the employer and where the work is done. It does not accept a place that nobody could visit.</summary>
internal sealed partial class LabourDesk : IDesk
{
    public Move? Look(AuthorityTask task, IReadOnlyList<AuthorityTask> all) =>
        task.Field<string>("workplaceAddress") is { } address && HouseNumber().IsMatch(address)
            ? Move.Answer("clear")
            : Move.Answer("objection", "The address of the workplace has no number; an inspector could not find it.");

    [GeneratedRegex("[0-9]")]
    private static partial Regex HouseNumber();
}
