using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What registers say about a worker is the worker's and the authorities': an employer who names a stranger learns nothing of him.</summary>
public sealed class EvidenceDisclosureTests
{
    private static readonly Scheme Seasonal = SchemeCatalog.Default.Newest("ee-seasonal")!;
    private static readonly RecordId Record = new(Guid.CreateVersion7());
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(EvidenceResult.Met)]
    [InlineData(EvidenceResult.NotMet)]
    [InlineData(EvidenceResult.PartlyMet)]
    public void The_employer_hears_that_a_register_answers_and_not_what(EvidenceResult result)
    {
        var said = new EvidenceItem("health-insurance", "record:health-cover", result, Record, At);

        said.ShownTo(ApplicantSide.Employer, Seasonal).Should().Be(new EvidenceItem("health-insurance", "record:health-cover", EvidenceResult.Held));
        said.ShownTo(null, Seasonal).Result.Should().Be(EvidenceResult.Held);
        said.ShownTo(ApplicantSide.Worker, Seasonal).Should().BeSameAs(said);
    }

    [Theory]
    [InlineData("record:health-cover", EvidenceResult.Missing)]
    [InlineData("declaration", EvidenceResult.Missing)]
    [InlineData("declaration", EvidenceResult.Met)]
    public void What_must_be_asked_is_told_and_not_what_was_held_once(string source, EvidenceResult result) =>
        new EvidenceItem("health-insurance", source, result, Record, At, OutdatedEvidence.Over).ShownTo(ApplicantSide.Employer, Seasonal)
            .Should().Be(new EvidenceItem("health-insurance", source, result));

    [Theory]
    [InlineData("tax-standing")]
    [InlineData("travel-document")]
    public void What_is_his_own_or_no_registers_he_sees_as_it_is(string type)
    {
        var own = new EvidenceItem(type, "record:tax-standing", EvidenceResult.Met, Record, At);

        own.ShownTo(ApplicantSide.Employer, Seasonal).Should().BeSameAs(own);
    }

    [Fact]
    public void What_a_register_said_in_so_many_words_is_told_to_whom_it_is_about_alone()
    {
        EvidenceItem arrears = new("tax-standing", "record:tax-standing", EvidenceResult.Met, Record, At, Said: [new("arrearsEur", "12.5")]), cover = new("health-insurance", "record:health-cover", EvidenceResult.Met, Record, At, Said: [new("to", "2027-01-01")]);

        arrears.ShownTo(ApplicantSide.Employer, Seasonal).Should().BeSameAs(arrears);
        arrears.ShownTo(ApplicantSide.Worker, Seasonal).Should().Be(arrears with { Said = null });
        arrears.ShownTo(null, Seasonal).Said.Should().BeNull();
        cover.ShownTo(ApplicantSide.Worker, Seasonal).Should().BeSameAs(cover);
        cover.ShownTo(ApplicantSide.Employer, Seasonal).Said.Should().BeNull();
        $"{arrears} {arrears.Said![0]} {new EvidenceCopy("a", arrears.Said)}".Should().NotContain("12.5");
    }

    [Fact]
    public void What_the_version_at_hand_does_not_ask_for_counts_as_the_workers_own() =>
        new EvidenceItem("unheard-of", "record:tax-standing", EvidenceResult.NotMet, Record, At).ShownTo(ApplicantSide.Employer, Seasonal)
            .Should().Be(new EvidenceItem("unheard-of", "record:tax-standing", EvidenceResult.Held));
}
