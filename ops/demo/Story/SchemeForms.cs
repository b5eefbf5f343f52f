using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>What a scene files under another scheme than the usual one.</summary>
/// <param name="Scheme">Id of the scheme.</param>
/// <param name="Worker">Who is hired.</param>
/// <param name="JobTitle">In words.</param>
/// <param name="Isco">ISCO-08.</param>
/// <param name="Wage">A month.</param>
/// <param name="Days">For how long.</param>
/// <param name="Declared">Evidence types that the applicant declares.</param>
internal sealed record Hiring(string Scheme, Worker Worker, string JobTitle, string Isco, decimal Wage, int Days, params IReadOnlyList<string> Declared)
{
    public string Currency { get; init; } = "EUR";

    public string Category { get; init; } = "standard";

    /// <summary>First day of work; null: some months after the filing.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The application, complete.</summary>
    public ApplicationForm Form(string reference, Firm firm, DateOnly today)
    {
        var start = Start ?? Usual(today);
        var end = start.AddDays(Days - 1);
        return new(
            reference, Worker.Form(end.AddYears(1)) with { Residence = Worker.Country, QualificationCountry = Worker.Country },
            new(Category, JobTitle, Isco, new(Wage, Currency), 40, firm.Workplace, start, end, firm.Nace), new("visa-to-be-sought"),
            [.. Declared.Select(Filing.Declared)]);
    }

    // The season of the Canadian programme ends in the middle of December, and a calendar year counts by itself.
    private DateOnly Usual(DateOnly today) => Scheme is "ca-seasonal-agricultural-worker" or "pl-seasonal-work-permit" ? new(today.AddDays(120).Year, today.AddDays(120).Month >= 7 ? 7 : 4, 1) : today.AddDays(120);
}
