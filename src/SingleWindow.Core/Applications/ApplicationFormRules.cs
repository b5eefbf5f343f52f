using System.Text.RegularExpressions;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// What a form must satisfy. A draft may be incomplete, but what it says must be well formed;
/// a submission must be complete and meet the scheme's rules. Details never repeat a value: they travel in problem bodies.
/// </summary>
public static partial class ApplicationFormRules
{
    private static readonly string[] Sexes = ["F", "M", "X"];
    private static readonly string[] DocumentTypes = ["passport", "travel-document"];

    /// <summary>The visa is sought once the work is registered (Aliens Act (VMS) § 106): nothing is known of the stay yet.</summary>
    internal const string VisaToBeSought = "visa-to-be-sought";

    /// <summary>The category of work that no scheme eases anything for.</summary>
    internal const string StandardCategory = "standard";

    private const int MostCitizenships = 5;
    private const int MostStatements = 20;
    private static readonly string[] StayBases = ["visa", "visa-free", "residence-permit", VisaToBeSought];

    /// <summary>Everything that is wrong with a draft.</summary>
    public static FieldErrors CheckDraft(ApplicationForm form, Scheme scheme, DateOnly today)
    {
        var errors = new FieldErrors();
        Text(errors, form.Reference, "/reference", 64);
        // A reference stands in lists and in queries, where nothing personal may be.
        errors.Require(form.Reference is not { Length: <= 64 } reference || !NationalCodes.ContainsPersonalCode(reference), "/reference", "personal-code", "No personal code.");
        if (form.Worker is { } worker) Worker(errors, worker, today);
        if (form.Employment is { } employment) Employment(errors, employment, scheme);
        if (form.LegalStay is { } stay) LegalStay(errors, stay);
        Evidence(errors, form.Evidence, scheme);
        return errors;
    }

    /// <summary>True for what looks like an e-mail address.</summary>
    public static bool IsEmail(string text) => text.Length <= 254 && EmailShape().IsMatch(text);

    private static void Worker(FieldErrors errors, PersonForm worker, DateOnly today)
    {
        Text(errors, worker.GivenNames, "/worker/givenNames", 100);
        Text(errors, worker.FamilyName, "/worker/familyName", 100);
        if (worker.BirthDate is { } born)
            errors.Require(born >= new DateOnly(1900, 1, 1) && born <= today, "/worker/birthDate", "date-range", "A birth date lies between 1900 and today.");
        OneOf(errors, worker.Sex, Sexes, "/worker/sex");
        for (var i = 0; i < Math.Min(worker.Citizenships?.Count ?? 0, MostCitizenships); i++)
            errors.Require(worker.Citizenships![i] is { } nationality && ReferenceData.IsNationality(nationality), $"/worker/citizenships/{i}", "country", "An ISO 3166-1 alpha-3 code, or XXA, XXB, XXC, XXX.");
        errors.Require((worker.Citizenships?.Count ?? 0) <= MostCitizenships, "/worker/citizenships", "too-many", "At most five.");
        if (worker.PersonalCode is { } code) PersonalCode(errors, code, worker.BirthDate);
        if (worker.Email is { } email) errors.Require(IsEmail(email), "/worker/email", "email", "An e-mail address.");
        if (worker.Residence is { } residence) errors.Require(ReferenceData.IsCountry(residence), "/worker/residence", "country", "An ISO 3166-1 alpha-3 code.");
        if (worker.QualificationCountry is { } country) errors.Require(ReferenceData.IsCountry(country), "/worker/qualificationCountry", "country", "An ISO 3166-1 alpha-3 code.");
        if (worker.TravelDocument is not { } document) return;
        OneOf(errors, document.Type, DocumentTypes, "/worker/travelDocument/type");
        if (document.Number is { } number) errors.Require(DocumentNumber().IsMatch(number), "/worker/travelDocument/number", "document-number", "Five to twenty capital letters and digits.");
        if (document.Issuer is { } issuer) errors.Require(ReferenceData.IsCountry(issuer), "/worker/travelDocument/issuer", "country", "An ISO 3166-1 alpha-3 code.");
        Date(errors, document.Expires, "/worker/travelDocument/expires");
    }

    private static void PersonalCode(FieldErrors errors, string code, DateOnly? birthDate)
    {
        if (!NationalCodes.IsPersonalCode(code))
            errors.Add("/worker/personalCode", "check-digit", "Eleven digits with a birth date and a check digit.");
        else if (birthDate is { } born && NationalCodes.BirthDate(code) != born)
            errors.Add("/worker/birthDate", "contradiction", "The personal code has another birth date.");
    }

    private static void Employment(FieldErrors errors, EmploymentForm post, Scheme scheme)
    {
        if (post.Category is { } category)
            errors.Require(category == StandardCategory || scheme.Categories.Contains(category), "/employment/category", "one-of", "standard, or a category that the scheme names.");
        if (post.Nace is { } nace) errors.Require(ReferenceData.IsActivity(nace) && nace.Length > 1, "/employment/nace", "nace", "A NACE Rev. 2.1 division, group or class, such as 01.13.");
        Text(errors, post.JobTitle, "/employment/jobTitle", 200);
        Text(errors, post.WorkplaceAddress, "/employment/workplaceAddress", 300);
        if (post.Isco is { } isco) errors.Require(ReferenceData.IsOccupation(isco), "/employment/isco", "isco", "A four-digit ISCO-08 code.");
        if (post.WageMonthly is { } wage) Wage(errors, wage, scheme);
        if (post.WeeklyHours is { } hours) errors.Require(hours is > 0 and <= 48, "/employment/weeklyHours", "range", "More than 0 and at most 48 hours (Dir. 2003/88 art. 6).");
        Date(errors, post.PlannedStart, "/employment/plannedStart");
        Date(errors, post.PlannedEnd, "/employment/plannedEnd");
        if (post is { PlannedStart: { } start, PlannedEnd: { } end })
            errors.Require(start <= end, "/employment/plannedEnd", "order", "The end is not before the start.");
        if (post.UserUndertaking is { } code)
            errors.Require(NationalCodes.IsRegistryCode(code), "/employment/userUndertaking", "check-digit", "Eight digits with a check digit.");
    }

    private static void Wage(FieldErrors errors, Money wage, Scheme scheme)
    {
        errors.Require(wage.Amount is > 0 and < 1_000_000 && decimal.Round(wage.Amount, 2) == wage.Amount, "/employment/wageMonthly/amount", "amount", "A positive amount with at most two decimals.");
        errors.Require(Currency().IsMatch(wage.Currency ?? ""), "/employment/wageMonthly/currency", "currency", "An ISO 4217 code.");
        if (scheme.Remuneration.Amount is { } floor)
            errors.Require(wage.Currency == floor.Currency, "/employment/wageMonthly/currency", "currency", $"This scheme counts in {floor.Currency}.");
    }

    private static void LegalStay(FieldErrors errors, LegalStayForm stay)
    {
        OneOf(errors, stay.Basis, StayBases, "/legalStay/basis");
        Text(errors, stay.Number, "/legalStay/number", 40);
        Date(errors, stay.Until, "/legalStay/until");
    }

    private static void Evidence(FieldErrors errors, IReadOnlyList<EvidenceStatement>? statements, Scheme scheme)
    {
        if (statements?.Count > MostStatements)
        {
            errors.Add("/evidence", "too-many", $"At most {MostStatements}.");
            return;
        }
        var declared = scheme.Evidence.Where(rule => rule.IsDeclared).Select(rule => rule.Type).ToArray();
        for (var i = 0; i < (statements?.Count ?? 0); i++)
        {
            var statement = statements![i];
            if (statement is null) { errors.Add($"/evidence/{i}", "required", "A statement."); continue; }
            OneOf(errors, statement.Type, declared, $"/evidence/{i}/type");
            Text(errors, statement.Statement, $"/evidence/{i}/statement", 2000);
            errors.Require(statement.Type is null || !statements.Take(i).Any(earlier => earlier?.Type == statement.Type), $"/evidence/{i}/type", "duplicate", "Each type once.");
        }
    }

    private static void Text(FieldErrors errors, string? text, string pointer, int longest) =>
        errors.Require(text is null || (text.Length <= longest && text.Trim().Length > 0), pointer, "length", $"One to {longest} characters.");

    private static void Date(FieldErrors errors, DateOnly? date, string pointer) =>
        errors.Require(date is null || date.Value.Year is >= 2000 and <= 2100, pointer, "date-range", "A date between 2000 and 2100.");

    private static void OneOf(FieldErrors errors, string? value, IReadOnlyList<string> allowed, string pointer) =>
        errors.Require(value is null || allowed.Contains(value), pointer, "one-of", $"One of: {string.Join(", ", allowed)}.");

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[A-Z0-9]{5,20}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EmailShape();
}
