using System.Text.Json;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>An application that somebody wants filed, and what was acknowledged of it so far.</summary>
/// <param name="number">Its number among all.</param>
/// <param name="passport">Number of the worker's travel document.</param>
/// <param name="turn">Which of the worker's periods of work it is for: an employer files once for one worker and period.</param>
internal sealed class Filing(int number, string passport, int turn = 0)
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);

    private static DateOnly Start(int turn) => First.AddDays(12 * turn);

    public string Reference { get; } = $"REF-{number}";

    /// <summary>Number of the worker's travel document: who shares it is the same worker.</summary>
    public string Passport => passport;

    public Answer? Drafted { get; set; }

    public Answer? Submitted { get; set; }

    public string Id => Drafted!.Json.GetProperty("id").GetString()!;

    public string Draft => $$"""{"scheme":"ee-short-term-employment","form":{{Form}}}""";

    public string Form { get; } = JsonSerializer.Serialize(new
    {
        reference = $"REF-{number}",
        worker = new
        {
            givenNames = "Olena",
            familyName = "Koval",
            birthDate = "1990-01-01",
            sex = "F",
            citizenships = new[] { "UKR" },
            travelDocument = new { type = "passport", number = passport, issuer = "UKR", expires = First.AddYears(5) },
            email = $"{passport}@example.org",
        },
        employment = new
        {
            category = "standard",
            jobTitle = "Welder",
            isco = "7212",
            wageMonthly = new { amount = 2500.00m, currency = "EUR" },
            weeklyHours = 40,
            workplaceAddress = "Made-up street 1, Tallinn",
            plannedStart = Start(turn),
            plannedEnd = Start(turn).AddDays(10),
        },
        legalStay = new { basis = "visa", number = "D-123456", until = Start(turn).AddDays(200) },
        evidence = new[]
        {
            new { type = "employment-contract-or-binding-offer", statement = "Binding offer." },
            new { type = "qualification-or-experience", statement = "Six years as a welder." },
        },
    });
}

/// <summary>An answer, as far as a retry must repeat it.</summary>
internal sealed record Answer(int Status, string Body, string? ETag, string? Location)
{
    public JsonElement Json => JsonElement.Parse(Body);
}
