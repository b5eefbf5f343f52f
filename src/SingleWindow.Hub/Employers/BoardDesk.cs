using System.Text.Json;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Callers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Mandates;
using SingleWindow.Hub.Records;

namespace SingleWindow.Hub.Employers;

/// <summary>Holds the seats of boards against the business register, and switches those off that are left.</summary>
internal sealed class BoardDesk(IGrainFactory grains, RecordSubjects subjects, LegalClock clock)
{
    private static readonly RecordType Profile = RecordTypes.Find("employer-profile")!;

    /// <summary>Lets somebody act for an employer whom the register names on its board.</summary>
    public async Task<Outcome<Versioned<BoardView>>> Take(EmployerView employer, string subject, string personalCode, CommandContext context, CancellationToken ct)
    {
        var person = (await subjects.Person(personalCode, ct))!;
        var taken = await Grain(employer.Id).Handle(new BoardCommand.Take(subject, person, await Members(employer, ct)), context, ct);
        if (taken.Problem is not null) return taken;
        await Switch(employer.Id, subject, active: true, context.Part("seat"), ct);
        // What the register said meanwhile was heard before there was this seat.
        return (await Members(employer, ct)).Contains(person) ? taken : await Follow(employer.Id, await Members(employer, ct), context.Part("again"), ct);
    }

    /// <summary>The register names these members now: whoever has a seat and is none of them acts no more.</summary>
    public async Task<Outcome<Versioned<BoardView>>> Follow(EmployerId employer, IReadOnlyList<string> members, CommandContext context, CancellationToken ct)
    {
        var followed = await Grain(employer).Handle(new BoardCommand.Follow(members), context, ct);
        foreach (var seat in followed.Value?.View.Items ?? [])
            if (seat.LeftAt is not null) await Switch(employer, seat.Subject, active: false, context.Part(seat.Subject), ct);
        return followed;
    }

    /// <summary>Blind indexes of the members whom an entry names; null when it says nothing about its board.</summary>
    public async ValueTask<IReadOnlyList<string>?> MembersOf(JsonElement profile, CancellationToken ct)
    {
        if (DissolvedEmployers.AreGone(profile)) return [];
        if (!profile.TryGetProperty("board", out var board)) return null;
        var (members, today) = (new List<string>(), $"{StatutoryDay(clock.Now):yyyy-MM-dd}");
        foreach (var member in board.EnumerateArray())
            if (Text(member, "personalCode") is { } code && (Text(member, "to") is not { } last || string.CompareOrdinal(last, today) >= 0) && await subjects.Person(code, ct) is { } person) members.Add(person);
        return members;
    }

    public IBoardGrain Grain(EmployerId employer) => grains.GetGrain<IBoardGrain>(BoardGrain.KeyOf(employer));

    private async Task<IReadOnlyList<string>> Members(EmployerView employer, CancellationToken ct)
    {
        var key = JsonSerializer.SerializeToElement(new { registryCode = employer.RegistryCode });
        var entry = await grains.GetGrain<IRecordGrain>((await subjects.Id(Profile, key, Profile.Owner, ct)).ToString()).Read(ct);
        return entry.Value?.View.Content is { } content && await MembersOf(JsonElement.Parse(content), ct) is { } members ? members : [];
    }

    private async Task Switch(EmployerId employer, string subject, bool active, CommandContext context, CancellationToken ct)
    {
        var outcome = await grains.GetGrain<ISwitchesGrain>(SwitchBook.Stream.Value).Set(new(CallerName.Seat(subject, employer.ToString()), active), context, ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"A seat was not switched: {problem.Code}.");
    }

    private static DateOnly StatutoryDay(DateTimeOffset at) => Core.Mandates.MandateBook.DayOf(at);

    private static string? Text(JsonElement value, string member) => value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
