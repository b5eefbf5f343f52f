using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using ApplicationId = SingleWindow.Core.Applications.ApplicationId;

namespace SingleWindow.Load.Scenarios;

/// <summary>Permits that were granted, each to a worker of its own, sealed as the hub does.</summary>
internal static class HeldPermits
{
    private const int Together = 500;

    private static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow().AddDays(-30);

    /// <summary>Appends so many; their ids.</summary>
    public static async Task<IReadOnlyList<string>> Fill(IServiceProvider hub, int permits)
    {
        var (events, format, vault, made) = (hub.GetRequiredService<IEventStore>(), hub.GetRequiredService<EventFormat>(), hub.GetRequiredService<IKeyVault>(), new List<string>());
        var day = DateOnly.FromDateTime(At.UtcDateTime);
        foreach (var numbers in Enumerable.Range(0, permits).Chunk(Together))
        {
            PermitEvent.Granted[] granted = [.. numbers.Select(number => new PermitEvent.Granted(
                EntityId.New<PermitId>(At), EntityId.New<ApplicationId>(At), Form.Law.Id, Form.Law.Version, EntityId.New<WorkerId>(At), EntityId.New<EmployerId>(At),
                day, day.AddDays(180), new("7212", new(2500.00m, "EUR"), null), At.AddSeconds(number)))];
            await vault.GetOrCreate([.. granted.Select(Key)], CancellationToken.None);
            await Task.WhenAll(granted.Select(async one =>
            {
                var stream = new StreamId(one.Permit.ToString());
                await events.Append(new(Commands.Hash($"{stream}"), "", one.At, [new(stream, 0, [await format.Write(one, stream, 1, Key(one), CancellationToken.None)])]), CancellationToken.None);
            }));
            made.AddRange(granted.Select(one => one.Permit.ToString()));
        }
        return made;
    }

    private static KeyRef Key(PermitEvent.Granted granted) => new(granted.Holder.ToString(), "permit");
}
