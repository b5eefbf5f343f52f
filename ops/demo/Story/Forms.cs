using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>Applications as employers of the country fill them in.</summary>
internal static class Forms
{
    /// <summary>Complete, and within every limit of the scheme.</summary>
    public static ApplicationForm Of(string reference, Firm firm, Worker worker, DateOnly today, string jobTitle, string isco, decimal wage)
    {
        var start = today.AddDays(45);
        var end = start.AddDays(300);
        return new(
            reference, worker.Form(passportExpires: end.AddYears(1)),
            new("standard", jobTitle, isco, new(wage, "EUR"), 40, firm.Workplace, start, end),
            new("visa", end, "DEMO-D-0001"),
            [new("employment-contract-or-binding-offer", "Contract signed by both sides; it begins on the first day of work."), Qualification("Certificate of the trade and three years of work in it.")]);
    }

    /// <summary>A statement so short that the police ask for more.</summary>
    public static ApplicationForm WithThinQualification(this ApplicationForm form) => form with { Evidence = [form.Evidence![0], Qualification("Yes.")] };

    public static ApplicationForm WithoutVisaNumber(this ApplicationForm form) => form with { LegalStay = form.LegalStay! with { Number = null } };

    private static Declaration Qualification(string statement) => new("qualification-or-experience", statement);
}
