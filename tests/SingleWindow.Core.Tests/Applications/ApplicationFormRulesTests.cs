using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What a draft says must be well formed; what it does not say may wait.</summary>
public sealed class ApplicationFormRulesTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void An_empty_form_and_a_full_one_are_well_formed()
    {
        Check(new()).Should().BeEmpty();
        Check(Form).Should().BeEmpty();
        Check(new(Worker: new(), Employment: new(), LegalStay: new(), Evidence: [])).Should().BeEmpty();
        Check(new(Worker: new(TravelDocument: new()))).Should().BeEmpty();
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Check(new(" ", new(Sex: "Q"), new(WeeklyHours: 0m), new("wish"), [null!])).Should().Equal(
            ("/reference", "length"), ("/worker/sex", "one-of"), ("/employment/weeklyHours", "range"), ("/legalStay/basis", "one-of"), ("/evidence/0", "required"));

    [Theory]
    [InlineData("", false)]
    [InlineData(" \t", false)]
    [InlineData("R", true)]
    public void A_text_says_something(string text, bool fine) => Check(new(text)).Should().HaveCount(fine ? 0 : 1);

    [Fact]
    public void A_text_has_an_end()
    {
        Check(new(new string('x', 64))).Should().BeEmpty();
        Check(new(new string('x', 65))).Should().Equal(("/reference", "length"));
        Worker(Olena with { GivenNames = new('x', 101), FamilyName = new('x', 101) })
            .Should().Equal(("/worker/givenNames", "length"), ("/worker/familyName", "length"));
        Post(Cast.Post with { JobTitle = new('x', 201), WorkplaceAddress = new('x', 301) })
            .Should().Equal(("/employment/jobTitle", "length"), ("/employment/workplaceAddress", "length"));
        Check(new(LegalStay: new("visa", new('x', 41)))).Should().Equal(("/legalStay/number", "length"));
    }

    [Theory]
    [InlineData("1900-01-01", true)]
    [InlineData("1899-12-31", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-03", false)]
    public void Somebody_was_born_between_1900_and_today(string born, bool fine) =>
        Worker(new(BirthDate: DateOnly.ParseExact(born, "yyyy-MM-dd"))).Should().BeEquivalentTo(fine ? [] : new[] { ("/worker/birthDate", "date-range") });

    [Fact]
    public void A_citizenship_is_a_country_and_nobody_has_more_than_five()
    {
        Worker(new(Citizenships: ["UKR", "ZZZ", null!])).Should().Equal(("/worker/citizenships/1", "country"), ("/worker/citizenships/2", "country"));
        Worker(new(Citizenships: ["UKR", "MDA", "GEO", "ARM", "KAZ"])).Should().BeEmpty();
        Worker(new(Citizenships: ["UKR", "MDA", "GEO", "ARM", "KAZ", "USA"])).Should().Equal(("/worker/citizenships", "too-many"));
    }

    [Fact]
    public void A_reference_holds_no_personal_code()
    {
        Check(new("Order 49001010001/2")).Should().Equal(("/reference", "personal-code"));
        Check(new("Order 49001010002/2")).Should().BeEmpty("that is no code");
    }

    [Fact]
    public void Long_lists_are_refused_before_they_are_looked_at()
    {
        Check(new(Evidence: [.. Enumerable.Range(0, 60_000).Select(at => new EvidenceStatement($"type-{at}"))])).Should().Equal(("/evidence", "too-many"));
        Worker(new(Citizenships: [.. Enumerable.Repeat("ZZZ", 60_000)])).Should().HaveCount(6);
    }

    [Fact]
    public void A_personal_code_has_its_check_digit_and_agrees_with_the_birth_date()
    {
        Worker(new(PersonalCode: "49001010001")).Should().BeEmpty();
        Worker(new(PersonalCode: "49001010002")).Should().Equal(("/worker/personalCode", "check-digit"));
        Worker(new(PersonalCode: "49001010001", BirthDate: new(1990, 1, 2))).Should().Equal(("/worker/birthDate", "contradiction"));
    }

    [Theory]
    [InlineData("olena@example.org", true)]
    [InlineData("o@e.x", true)]
    [InlineData("", false)]
    [InlineData("olena", false)]
    [InlineData("olena@example", false)]
    [InlineData("olena@exa mple.org", false)]
    [InlineData("o@l@example.org", false)]
    [InlineData("olena@example.org\n", false)]
    [InlineData("olena@example.org\nbcc: all@example.org", false)]
    public void An_e_mail_address_has_the_shape_of_one_on_one_line(string email, bool fine) =>
        Worker(new(Email: email)).Should().BeEquivalentTo(fine ? [] : new[] { ("/worker/email", "email") });

    [Fact]
    public void An_e_mail_address_has_an_end() => Worker(new(Email: new string('x', 250) + "@a.ee")).Should().Equal(("/worker/email", "email"));

    [Theory]
    [InlineData("FA123456", true)]
    [InlineData("12345", true)]
    [InlineData("1234", false)]
    [InlineData("fa123456", false)]
    [InlineData("FA 12345", false)]
    [InlineData("FA-12345", false)]
    [InlineData("FA123456\n", false)]
    [InlineData("123456789012345678901", false)]
    public void A_document_number_is_five_to_twenty_capital_letters_and_digits(string number, bool fine) =>
        Worker(new(TravelDocument: new(Number: number))).Should().BeEquivalentTo(fine ? [] : new[] { ("/worker/travelDocument/number", "document-number") });

    [Fact]
    public void A_travel_document_is_of_a_known_type_and_country_and_expires_in_this_century() =>
        Worker(new(TravelDocument: new("licence", null, "ZZZ", new(1999, 12, 31)))).Should().Equal(
            ("/worker/travelDocument/type", "one-of"), ("/worker/travelDocument/issuer", "country"), ("/worker/travelDocument/expires", "date-range"));

    [Theory]
    [InlineData("standard", true)]
    [InlineData("top-specialist", true)]
    [InlineData("astronaut", false)]
    public void A_category_is_standard_or_an_exception_of_the_scheme(string category, bool fine) =>
        Post(new(Category: category)).Should().BeEquivalentTo(fine ? [] : new[] { ("/employment/category", "one-of") });

    [Theory]
    [InlineData("0.01", true)]
    [InlineData("999999.99", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("1000000", false)]
    [InlineData("1.005", false)]
    public void A_wage_is_positive_and_has_at_most_two_decimals(string amount, bool fine) =>
        Post(new(WageMonthly: new(decimal.Parse(amount), "EUR"))).Should().BeEquivalentTo(fine ? [] : new[] { ("/employment/wageMonthly/amount", "amount") });

    [Fact]
    public void A_wage_is_in_the_currency_of_the_scheme_if_it_has_one()
    {
        Post(new(WageMonthly: new(3000m, "USD"))).Should().Equal(("/employment/wageMonthly/currency", "currency"));
        var free = ShortTerm with { Remuneration = ShortTerm.Remuneration with { Amount = null } };
        ApplicationFormRules.CheckDraft(new(Employment: new(WageMonthly: new(3000m, "USD"))), free, Today).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("0.5", true)]
    [InlineData("48", true)]
    [InlineData("0", false)]
    [InlineData("48.5", false)]
    public void A_week_has_at_most_48_hours_of_work(string hours, bool fine) =>
        Post(new(WeeklyHours: decimal.Parse(hours))).Should().BeEquivalentTo(fine ? [] : new[] { ("/employment/weeklyHours", "range") });

    [Fact]
    public void Work_does_not_end_before_it_starts()
    {
        Post(new(PlannedStart: new(2026, 4, 1), PlannedEnd: new(2026, 4, 1))).Should().BeEmpty();
        Post(new(PlannedStart: new(2026, 4, 2), PlannedEnd: new(2026, 4, 1))).Should().Equal(("/employment/plannedEnd", "order"));
        Post(new(PlannedStart: new(1999, 4, 2))).Should().Equal(("/employment/plannedStart", "date-range"));
        Post(new(PlannedEnd: new(2101, 4, 2))).Should().Equal(("/employment/plannedEnd", "date-range"));
    }

    [Fact]
    public void Occupation_and_user_undertaking_have_codes_that_exist() =>
        Post(new(Isco: "0000", UserUndertaking: "12345679")).Should().Equal(("/employment/isco", "isco"), ("/employment/userUndertaking", "check-digit"));

    [Fact]
    public void A_declaration_is_of_a_type_that_the_scheme_lets_the_employer_declare_once_and_in_words()
    {
        const string offer = "employment-contract-or-binding-offer";
        Check(new(Evidence: [new(offer, "Yes."), new(offer, "Yes again.")])).Should().Equal(("/evidence/1/type", "duplicate"));
        Check(new(Evidence: [new("tax-standing", "No arrears, honestly.")])).Should().Equal(("/evidence/0/type", "one-of"));
        Check(new(Evidence: [new(offer, " "), new(null, new('x', 2001))]))
            .Should().Equal(("/evidence/0/statement", "length"), ("/evidence/1/statement", "length"));
        Check(new(Evidence: [null!, new(offer, "Yes."), new(null, "What?")])).Should().Equal(("/evidence/0", "required"));
    }

    [Fact]
    public void No_message_repeats_what_was_written()
    {
        var form = new ApplicationForm("REF", new("Olena", Sex: "SECRET", Citizenships: ["SECRET"], PersonalCode: "SECRET", TravelDocument: new("SECRET", "secret", "SECRET"), Email: "SECRET"),
            new("SECRET", Isco: "SECRET", WageMonthly: new(-1, "SECRET"), UserUndertaking: "SECRET"), new("SECRET"), [new("SECRET")]);

        ApplicationFormRules.CheckDraft(form, ShortTerm, Today).All
            .Should().HaveCountGreaterThan(10).And.OnlyContain(error => !error.Detail.Contains("SECRET", StringComparison.OrdinalIgnoreCase));
    }

    private static (string, string)[] Check(ApplicationForm form) =>
        [.. ApplicationFormRules.CheckDraft(form, ShortTerm, Today).All.Select(error => (error.Pointer, error.Code))];

    private static (string, string)[] Worker(PersonForm worker) => Check(new(Worker: worker));

    private static (string, string)[] Post(EmploymentForm post) => Check(new(Employment: post));
}
