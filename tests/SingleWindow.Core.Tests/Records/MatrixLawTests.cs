using SingleWindow.Core.Records;

namespace SingleWindow.Core.Tests.Records;

/// <summary>Nobody changes alone who may see what.</summary>
public sealed class MatrixLawTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly AccessRow[] Without = [.. AccessMatrix.Shipped.Where(row => row.Id != "AM-059")];
    private static readonly string Document = AccessRowJson.Write(Without);

    [Fact]
    public void A_version_is_in_force_when_a_second_operator_has_sent_the_same()
    {
        var proposed = After(MatrixLaw.Initial, Document, "one");
        proposed.View(At).Should().BeEquivalentTo(new { Version = 2, Status = "awaiting-second", ProposedBy = "one" });
        proposed.View(At).Changes.Should().ContainSingle().Which.Should().BeEquivalentTo(new MatrixChange("LAB", "P04", "health-cover", [], ["from", "to"], true));
        proposed.Rows.Should().HaveCount(AccessMatrix.Shipped.Count, "nothing is in force yet");

        Decide(proposed, Document, "one").Events.Should().BeEmpty("the same person is no second one");
        var active = After(proposed, Document, "two");

        active.View(At).Should().BeEquivalentTo(new { Version = 2, Status = "effective", ProposedBy = "one", ConfirmedBy = "two" });
        active.View(At).Changes.Should().ContainSingle("what it changed can still be read");
        active.Rows.Should().HaveCount(Without.Length);
        Decide(active, Document, "three").Events.Should().BeEmpty("it is in force already");
        After(active, AccessRowJson.Write(AccessMatrix.Shipped), "one").ViewOf(Document, At).Should().BeEquivalentTo(new { Version = 2, Status = "effective" }, "another proposal is not this one");
        After(After(active, AccessRowJson.Write(AccessMatrix.Shipped), "one"), AccessRowJson.Write(AccessMatrix.Shipped), "two").View(At).Version.Should().Be(3);
    }

    [Fact]
    public void A_proposal_is_forgotten_after_a_fortnight_and_another_takes_its_place_at_once()
    {
        var proposed = After(MatrixLaw.Initial, Document, "one");

        proposed.View(At.AddDays(14)).Should().BeEquivalentTo(new MatrixActivation(1, "effective", []));
        Decide(proposed, Document, "two", At.AddDays(14)).Events.Should().ContainSingle().Which.Should().BeOfType<MatrixEvent.Proposed>();
        var other = AccessRowJson.Write([.. Without.Where(row => row.Id != "AM-061")]);
        After(proposed, other, "two").View(At).ProposedBy.Should().Be("two");
    }

    [Fact]
    public void What_no_version_may_say_is_refused_whoever_sends_it()
    {
        Decide(MatrixLaw.Initial, AccessRowJson.Write([.. AccessMatrix.Shipped.Where(row => row.Basis != AccessBasis.Never)]), "one").Problem!.Code.Should().Be("REC-00008");
        Decide(MatrixLaw.Initial, """{"rows":[]}""", "one").Problem!.Errors.Should().OnlyContain(error => error.Code == "never");
        Decide(MatrixLaw.Initial, """{"rows":[{"id":"A"}]}""", "one").Problem!.Errors.Should().ContainSingle().Which.Pointer.Should().Be("/rows");
    }

    private static MatrixLaw After(MatrixLaw law, string document, string by) => Decide(law, document, by).Events.Aggregate(law, MatrixLaw.Evolve);

    private static Decision<MatrixEvent> Decide(MatrixLaw law, string document, string by, DateTimeOffset? at = null) =>
        MatrixLaw.Decide(law, new(document), new(new("c"), "", new Actor(by, "HUB"), at ?? At));
}
