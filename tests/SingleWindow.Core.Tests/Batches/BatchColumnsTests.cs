using SingleWindow.Core.Batches;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Batches;

/// <summary>The columns of a CSV are the members of the form that mean something under the scheme.</summary>
public sealed class BatchColumnsTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest("ee-short-term-employment")!;
    private static readonly Scheme Seasonal = SchemeCatalog.Default.Newest("ee-seasonal")!;

    [Fact]
    public void Every_member_of_the_form_has_its_column_and_every_declared_type_of_evidence_too()
    {
        var columns = BatchColumns.Of(ShortTerm);

        columns.Select(column => column.Name).Should().OnlyHaveUniqueItems().And.Contain(
            ["reference", "worker.givenNames", "worker.citizenships", "worker.travelDocument.number", "employment.wageMonthly.amount", "employment.plannedStart", "legalStay.until", "evidence.qualification-or-experience"])
            .And.NotContain(["worker", "evidence", "employment.wageMonthly"]);
        columns.Single(column => column.Name == "worker.citizenships").Kind.Should().Be(CellKind.Words);
        columns.Single(column => column.Name == "employment.weeklyHours").Kind.Should().Be(CellKind.Number);
        columns.Single(column => column.Name == "employment.wageMonthly.amount").Pointer.Should().Be("/employment/wageMonthly/amount");
        columns.Single(column => column.Name == "evidence.qualification-or-experience").Pointer.Should().Be("/evidence");
    }

    [Fact]
    public void The_template_leaves_out_what_the_scheme_does_not_ask()
    {
        string[] some = ["worker.residence", "employment.nace"];

        BatchColumns.Template(Seasonal).Select(column => column.Name).Should().Contain(some);
        BatchColumns.Template(ShortTerm).Select(column => column.Name).Should().NotContain(some).And.Contain("employment.category");
        BatchColumns.Of(ShortTerm).Select(column => column.Name).Should().Contain(some, "they may be sent all the same, as in a form");
    }

    [Fact]
    public void Every_template_is_enough_for_what_a_submission_needs()
    {
        foreach (var scheme in SchemeCatalog.Default.All)
        {
            var template = BatchColumns.Template(scheme).Select(column => column.Pointer).ToArray();
            SubmissionRules.Check(new(), scheme, new(2026, 3, 2)).All.Select(error => error.Pointer)
                .Should().OnlyContain(needed => template.Any(pointer => pointer == needed || pointer.StartsWith(needed + "/")), scheme.Id);
        }
    }

    [Fact]
    public void A_row_is_judged_by_the_rules_of_a_submission()
    {
        var at = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        RowRules.CannotFile(new(), ShortTerm.Id, at, SchemeCatalog.Default)!.Errors.Select(error => error.Pointer).Should().Contain(["/worker/familyName", "/employment/isco"]);
        RowRules.CannotFile(new(), "unheard-of", at, SchemeCatalog.Default)!.Code.Should().Be("SCH-00002");
        RowRules.CannotFile(new(), ShortTerm.Id, at.AddYears(-20), SchemeCatalog.Default)!.Code.Should().Be("SCH-00002");
        RowRules.CannotFile(Applications.Cast.Form, ShortTerm.Id, at, SchemeCatalog.Default).Should().BeNull();
    }
}
