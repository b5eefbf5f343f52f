using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Story;

namespace SingleWindow.Demo.Year;

/// <summary>Under which scheme people are hired, and for what.</summary>
/// <param name="Scheme">Id of the scheme.</param>
/// <param name="JobTitle">In words.</param>
/// <param name="Isco">ISCO-08.</param>
/// <param name="Wage">A month.</param>
/// <param name="Days">For how long.</param>
/// <param name="Declared">Evidence that no register holds.</param>
/// <param name="Held">Evidence that the registers hold for nearly everybody.</param>
internal sealed record Career(string Scheme, string JobTitle, string Isco, decimal Wage, int Days, IReadOnlyList<string> Declared, IReadOnlyList<string> Held)
{
    public const string Health = "health-insurance", Language = "language-A2", Qualification = "qualification", HigherQualification = "higher-qualification";
    private const string Contract = "employment-contract-or-binding-offer";

    public static readonly Career Picker = new("ee-seasonal", "Vegetable picker", "9211", 1150m, 120, [Contract, "sufficient-resources"], [Health]);
    public static readonly Career Carer = new("bla-care-pathway", "Health care assistant", "5321", 1750m, 900, [Contract], [Language]);
    public static readonly Career Engineer = new("ee-eu-blue-card", "Mechanical engineer", "2144", 3600m, 730, [Contract], [HigherQualification, Health]);
    public static readonly Career Setter = new("ee-residence-permit-employment", "Machine setter", "7223", 2350m, 1000, [Contract, "invitation", "curriculum-vitae"], [Qualification, Health]);
    // For welders the employment service finds applicants enough.
    public static readonly Career Welder = Setter with { JobTitle = "Welder", Isco = "7212" };
    public static readonly Career Polisher = new("ee-short-term-employment", "Metal polisher", "7224", 2210m, 300, [Contract, "qualification-or-experience"], []);

    /// <summary>Days from the filing to the first day of work: a chain of steps as long as the pathway's takes its time.</summary>
    public int Lead => this == Carer ? 60 : 30;

    /// <summary>The application, as the employer fills it in.</summary>
    /// <param name="person">Who is hired.</param>
    /// <param name="today">The day.</param>
    /// <param name="unheld">What no register holds about this person, and must be declared.</param>
    public ApplicationForm Form(Person person, DateOnly today, IEnumerable<string> unheld)
    {
        var hiring = new Hiring(Scheme, person.Worker, JobTitle, Isco, Wage, Days, [.. Declared, .. unheld]) { Start = today.AddDays(Lead) };
        var form = hiring.Form(person.Reference, person.Firm, today);
        return this == Polisher ? form with { LegalStay = new("visa", hiring.Start.Value.AddDays(Days), $"D-{person.Reference}") } : form;
    }
}
