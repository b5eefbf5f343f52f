using System.Net;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Story;

namespace SingleWindow.Demo.Year;

/// <summary>One person's year, from what the registers know of him to his last day of work.</summary>
internal sealed class Life(Person person, Employer employer, Inhabitants land, Payroll payroll, Alarm alarm, CancellationToken ct)
{
    private static readonly string[] Ends = ["granted", "granted-with-conditions", "refused", "inadmissible-quota", "not-reviewed", "withdrawn", "discontinued"];

    private readonly Traces traces = new(person, land, payroll, ct);

    /// <summary>True from the filing until the authorities have nothing more to do.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Lives it.</summary>
    public async Task Live()
    {
        await alarm.For(Math.Max(1, person.FilesAfter - 12));
        await traces.KnownBefore(alarm.Today, person.Unheld);
        await alarm.For(12);
        IsPending = true;
        var id = await Filing.File(land, employer, person.Career.Scheme, Form(), $"year-{person.Number}", listed: false, ct);
        await traces.Paid(employer, id, alarm.Today);
        var decided = await Decided(id);
        await alarm.For(4);
        // The visa and the card come after the decision.
        await Replied(id);
        IsPending = false;
        if (decided.Permit is { } permit) await Hired(permit, id, decided);
    }

    // Of what no register holds, the employer forgets some: he is asked.
    private ApplicationForm Form() => person.Career.Form(person, alarm.Today, Forgets ? [] : person.Unheld);

    private bool Forgets => person is { Number: var number, Career.Scheme: "ee-seasonal" } && number % 2 == 0;

    private async Task<Application> Decided(string id)
    {
        for (var look = 0; look < 80; look++)
        {
            await alarm.For(2);
            if (await Replied(id) is var app && Ends.Contains(app.Status)) return app;
        }
        throw new UnexpectedTurnException($"waited in vain for the decision on {person.Reference}");
    }

    private Task<Application> Replied(string id) => Filing.Reply(employer, id, person.Unheld, ct);

    private async Task Hired(string permit, string id, Application app)
    {
        var start = app.Form!.Employment!.PlannedStart;
        var last = app.Form.Employment.PlannedEnd;
        if (person.Trouble is Trouble.NeverCame) return;
        if (person.Trouble is Trouble.NotStarted)
        {
            await alarm.Until(start.AddDays(4));
            await Notice(permit, "not-started", start, "The worker has not come, and does not answer.");
            return;
        }
        await alarm.Until(start.AddDays(-1));
        if (person.Trouble is not Trouble.Unregistered) await traces.Registered(start, end: null);
        await alarm.Until(start);
        await traces.Arrived(alarm.Today);
        await Notice(permit, "arrived", alarm.Today, null);
        await Filing.Reply(employer, id, [], ct);
        await traces.Contracted(start, last);
        await alarm.Until(start.AddDays(14));
        await traces.Covered(start.AddDays(14), to: null);
        await Works(permit, start, person.Trouble is Trouble.LostWork ? start.AddDays(50) : last);
    }

    private async Task Works(string permit, DateOnly start, DateOnly end)
    {
        for (var month = new DateOnly(start.Year, start.Month, 1); month <= end; month = month.AddMonths(1))
        {
            if (end < month.AddMonths(1)) await Leaves(permit, start, end);
            // Pay is declared by the tenth of the next month.
            await alarm.Until(month.AddMonths(1).AddDays(8));
            await traces.PaidFor(month, start, end, month > start);
        }
    }

    private async Task Leaves(string permit, DateOnly start, DateOnly end)
    {
        await alarm.Until(end.AddDays(person.Trouble is Trouble.LostWork ? 40 : 4));
        if (person.Trouble is not Trouble.Unregistered) await traces.Registered(start, end);
        if (person.Trouble is Trouble.LostWork) await Notice(permit, "ended", end, "There was no more work.");
        await traces.Covered(start.AddDays(14), end);
        await traces.Insured(start, end);
        await alarm.For(3);
        await traces.Left(alarm.Today);
    }

    private async Task Notice(string permit, string kind, DateOnly on, string? reason) =>
        (await employer.Hub.Post($"permits/{permit}/notices", new { kind, on, reason }, kind, ct)).Must<Permit>(HttpStatusCode.OK);
}
