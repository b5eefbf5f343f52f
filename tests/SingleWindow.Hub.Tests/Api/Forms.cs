using System.Globalization;
using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Forms as an employer would fill them in.</summary>
internal static class Forms
{
    private static int passports = 1000;
    private static int codes;
    private static int payments;

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A form that can be submitted, for a new worker.</summary>
    public static JsonObject Complete(DateOnly today) => new()
    {
        ["reference"] = "R-1",
        ["worker"] = new JsonObject
        {
            ["givenNames"] = "Olena",
            ["familyName"] = "Kovalenko",
            ["birthDate"] = "1990-05-17",
            ["sex"] = "F",
            ["citizenships"] = new JsonArray("UKR"),
            ["travelDocument"] = new JsonObject
            {
                ["type"] = "passport",
                ["number"] = $"FB{Interlocked.Increment(ref passports)}",
                ["issuer"] = "UKR",
                ["expires"] = Date(today.AddYears(5)),
            },
        },
        ["employment"] = new JsonObject
        {
            ["category"] = "standard",
            ["jobTitle"] = "Welder",
            ["isco"] = "7212",
            ["wageMonthly"] = new JsonObject { ["amount"] = 2500, ["currency"] = "EUR" },
            ["weeklyHours"] = 40,
            ["workplaceAddress"] = "Sadama 1, Tallinn",
            ["plannedStart"] = Date(today.AddDays(60)),
            ["plannedEnd"] = Date(today.AddDays(240)),
        },
        ["legalStay"] = new JsonObject { ["basis"] = "visa", ["number"] = "V123", ["until"] = Date(today.AddDays(300)) },
        ["evidence"] = new JsonArray(
            new JsonObject { ["type"] = "employment-contract-or-binding-offer", ["statement"] = "Signed." },
            new JsonObject { ["type"] = "qualification-or-experience", ["statement"] = "Six years." }),
    };

    /// <summary>A form under the scheme of the Blue Card, which the worker files on invitation.</summary>
    public static JsonObject BlueCard(DateOnly today)
    {
        var form = Forms.Complete(today).With("/employment/wageMonthly/amount", 4000).With("/employment/isco", "2144").With("/employment/plannedEnd", Forms.Date(today.AddDays(700)));
        form["worker"]!["qualificationCountry"] = "EST";
        form["evidence"] = new JsonArray(
            new JsonObject { ["type"] = "employment-contract-or-binding-offer", ["statement"] = "Signed." },
            new JsonObject { ["type"] = "higher-qualification", ["statement"] = "A degree." },
            new JsonObject { ["type"] = "health-insurance", ["statement"] = "A policy." });
        return form;
    }

    /// <summary>What a worker sends to claim the place that a form has for her.</summary>
    public static JsonObject Claim(string code, JsonNode form) => new()
    {
        ["code"] = code,
        ["documentNumber"] = form["worker"]!["travelDocument"]!["number"]!.DeepClone(),
        ["birthDate"] = form["worker"]!["birthDate"]!.DeepClone(),
    };

    /// <summary>The fee of the scheme, paid today; each time another payment unless it is named.</summary>
    public static JsonObject Payment(DateOnly today, string? bankReference = null) => new()
    {
        ["amount"] = new JsonObject { ["amount"] = 48.00m, ["currency"] = "EUR" },
        ["paidOn"] = Date(today),
        ["payer"] = "employer",
        ["bankReference"] = bankReference ?? $"BANK-{Interlocked.Increment(ref payments)}",
    };

    /// <summary>What a new employer sends that hires the worker of a form in two weeks.</summary>
    public static JsonObject Change(JsonNode form, DateOnly today) => new()
    {
        ["worker"] = new JsonObject
        {
            ["birthDate"] = form["worker"]!["birthDate"]!.DeepClone(),
            ["documentNumber"] = form["worker"]!["travelDocument"]!["number"]!.DeepClone(),
            ["issuer"] = form["worker"]!["travelDocument"]!["issuer"]!.DeepClone(),
        },
        ["employment"] = form["employment"]!.DeepClone().With("/plannedStart", Date(today.AddDays(14))).With("/plannedEnd", null).With("/jobTitle", "Engineer"),
    };

    /// <summary>A season of so many days, from today.</summary>
    public static JsonObject Seasonal(DateOnly today, int days) => Complete(today)
        .With("/worker/residence", "UKR").With("/employment/isco", "9211").With("/employment/nace", "01.13").With("/employment/jobTitle", "Picker")
        .With("/employment/plannedStart", Date(today)).With("/employment/plannedEnd", Date(today.AddDays(days)))
        .With("/evidence", new JsonArray([.. new[] { "employment-contract-or-binding-offer", "accommodation", "health-insurance", "sufficient-resources" }
            .Select(type => (JsonNode)new JsonObject { ["type"] = type, ["statement"] = "There is." })]));

    /// <summary>A mandate for a year from today.</summary>
    public static JsonObject Mandate(Party representative, DateOnly today, params string[] may) => new()
    {
        ["representative"] = representative.Id,
        ["may"] = new JsonArray([.. (may.Length > 0 ? may : ["applications:write"]).Select(act => (JsonNode)act)]),
        ["until"] = Date(today.AddYears(1)),
    };

    public static JsonObject Draft(JsonObject form, string scheme = Country.Scheme) => new() { ["scheme"] = scheme, ["form"] = form.DeepClone() };

    /// <summary>The same with the member at a pointer replaced, or removed when null.</summary>
    public static JsonObject With(this JsonNode form, string pointer, JsonNode? value)
    {
        var names = pointer.Split('/')[1..];
        var place = form;
        foreach (var name in names[..^1]) place = place is JsonArray array ? array[int.Parse(name, CultureInfo.InvariantCulture)]! : place[name]!;
        if (place is JsonArray list) list[int.Parse(names[^1], CultureInfo.InvariantCulture)] = value;
        else if (value is null) place.AsObject().Remove(names[^1]);
        else place[names[^1]] = value;
        return form.AsObject();
    }

    /// <summary>A personal code of a woman born on 17 May 1990, as the forms say; every time another one.</summary>
    public static string PersonalCode()
    {
        var digits = $"4900517{Interlocked.Increment(ref codes):000}";
        return Enumerable.Range(0, 10).Select(check => $"{digits}{check}").Single(Core.Reference.NationalCodes.IsPersonalCode);
    }

    /// <summary>A registry code with its check digit.</summary>
    public static string RegistryCode(int number)
    {
        var digits = (10_000_00 + number).ToString(CultureInfo.InvariantCulture);
        for (var check = 0; check < 10; check++)
            if (Core.Reference.NationalCodes.IsRegistryCode(digits + check)) return digits + check;
        throw new InvalidOperationException("Some digit always fits.");
    }
}
