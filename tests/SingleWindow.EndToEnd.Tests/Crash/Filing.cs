using System.Text.Json;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>An application that somebody wants filed, and what was acknowledged of it so far.</summary>
internal sealed class Filing(int number, string passport)
{
    private static readonly DateOnly Start = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);

    public string Reference { get; } = $"REF-{number}";

    /// <summary>Number of the worker's travel document: who shares it is the same worker.</summary>
    public string Passport => passport;

    public Answer? Drafted { get; set; }

    public Answer? Submitted { get; set; }

    public string Id => Drafted!.Json.GetProperty("id").GetString()!;

    public string Draft { get; } = JsonSerializer.Serialize(new
    {
        scheme = "ee-short-term-employment",
        form = new
        {
            reference = $"REF-{number}",
            worker = new
            {
                givenNames = "Olena",
                familyName = "Koval",
                birthDate = "1990-01-01",
                sex = "F",
                citizenships = new[] { "UKR" },
                travelDocument = new { type = "passport", number = passport, issuer = "UKR", expires = Start.AddYears(3) },
                email = "olena@example.org",
            },
            employment = new
            {
                category = "standard",
                jobTitle = "Welder",
                isco = "7212",
                wageMonthly = new { amount = 2500.00m, currency = "EUR" },
                weeklyHours = 40,
                workplaceAddress = "Made-up street 1, Tallinn",
                plannedStart = Start,
                plannedEnd = Start.AddDays(180),
            },
            legalStay = new { basis = "visa", number = "D-123456", until = Start.AddDays(200) },
            evidence = new[]
            {
                new { type = "employment-contract-or-binding-offer", statement = "Binding offer." },
                new { type = "qualification-or-experience", statement = "Six years as a welder." },
            },
        },
    });
}

/// <summary>An answer, as far as a retry must repeat it.</summary>
internal sealed record Answer(int Status, string Body, string? ETag, string? Location)
{
    public JsonElement Json => JsonElement.Parse(Body);
}
