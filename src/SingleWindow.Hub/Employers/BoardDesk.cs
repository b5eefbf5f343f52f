using System.Text.Json;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Callers;
using SingleWindow.Hub.EventSourcing;
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
        var taken = await Grain(employer.Id).Handle(new BoardCommand.Take(subject, person, await Members(employer, ct) ?? []), context, ct);
        if (taken.Problem is not null) return taken;
        // What the register said meanwhile was heard before there was this seat.
        return await Members(employer, ct) is { } members ? await Follow(employer.Id, members, context.Part("again"), ct) : await Switch(employer.Id, context, ct);
    }

    /// <summary>The register names these members now: whoever has a seat and is none of them acts no more.</summary>
    public async Task<Outcome<Versioned<BoardView>>> Follow(EmployerId employer, IReadOnlyList<string> members, CommandContext context, CancellationToken ct) =>
        await Grain(employer).Handle(new BoardCommand.Follow(members), context, ct) is { Problem: not null } refused ? refused : await Switch(employer, context, ct);

    /// <summary>Blind indexes of the members whom an entry names; null when it does not say who they are.</summary>
    public async ValueTask<IReadOnlyList<string>?> MembersOf(JsonElement profile, CancellationToken ct)
    {
        // Of a bankrupt firm the trustee disposes (PankrS § 36).
        if (EmployerProfile.IsGone(profile) || RecordSubjects.Word(profile, "status") == "bankrupt") return [];
        if (!profile.TryGetProperty("board", out var board)) return null;
        var (members, today) = (new List<string>(), $"{MandateBook.DayOf(clock.Now):yyyy-MM-dd}");
        foreach (var member in board.EnumerateArray())
            if (RecordSubjects.Word(member, "personalCode") is { } code && Covers(member, today) && await subjects.Person(code, ct) is { } person) members.Add(person);
        // Names alone tell nobody apart.
        return members.Count == 0 && board.EnumerateArray().Any(member => RecordSubjects.Word(member, "personalCode") is null) ? null : members;
    }

    public IBoardGrain Grain(EmployerId employer) => grains.GetGrain<IBoardGrain>(BoardGrain.KeyOf(employer));

    private async Task<IReadOnlyList<string>?> Members(EmployerView employer, CancellationToken ct)
    {
        var key = JsonSerializer.SerializeToElement(new { registryCode = employer.RegistryCode });
        return await grains.Newest(await subjects.Id(Profile, key, Profile.Owner, ct), ct) is { } profile ? await MembersOf(profile, ct) : null;
    }

    // Until the switches are as the board was before and after: two who do this at once end with what is so.
    private async Task<Outcome<Versioned<BoardView>>> Switch(EmployerId employer, CommandContext context, CancellationToken ct)
    {
        while (true)
        {
            var board = (await Grain(employer).Read(ct)).Value!;
            foreach (var seat in board.View.Items)
            {
                var turn = new Switch(CallerName.Seat(seat.Subject, employer.ToString()), seat.LeftAt is null);
                var outcome = await grains.GetGrain<ISwitchesGrain>(SwitchBook.Stream.Value).Set(turn, context.Part($"{seat.Subject}/{board.Version}/{turn.Active}"), ct);
                if (outcome.Problem is { } problem) throw new InvalidOperationException($"A seat was not switched: {problem.Code}.");
            }
            if ((await Grain(employer).Read(ct)).Value!.Version == board.Version) return board;
        }
    }

    private static bool Covers(JsonElement member, string today) =>
        (RecordSubjects.Word(member, "from") is not { } first || string.CompareOrdinal(first, today) <= 0) && (RecordSubjects.Word(member, "to") is not { } last || string.CompareOrdinal(last, today) >= 0);
}
