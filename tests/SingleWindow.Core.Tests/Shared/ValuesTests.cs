using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Shared;

/// <summary>Decisions, outcomes, problems and what else travels between the slices.</summary>
public sealed class ValuesTests
{
    private static readonly WorkerEvent One = new WorkerEvent.IdentityKeyAdded("key", DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_decision_is_events_or_a_refusal_or_nothing()
    {
        Decision<WorkerEvent> one = One, two = new[] { One, One }, three = new List<WorkerEvent> { One, One, One }, refused = WorkerProblems.Unknown;

        one.Events.Should().Equal(One);
        two.Events.Should().HaveCount(2);
        three.Events.Should().HaveCount(3);
        new[] { one, two, three, Decision<WorkerEvent>.Nothing }.Should().OnlyContain(decision => decision.Problem == null);
        refused.Problem.Should().Be(WorkerProblems.Unknown);
        refused.Events.Should().BeEmpty();
        Decision<WorkerEvent>.Nothing.Events.Should().BeEmpty();
    }

    [Fact]
    public void An_outcome_is_a_view_or_a_refusal()
    {
        Outcome<string> view = "view", refused = WorkerProblems.Unknown;

        view.Should().Be(new Outcome<string>("view", null));
        refused.Should().Be(new Outcome<string>(null, WorkerProblems.Unknown));
        new Versioned<string>("view", 3).Should().Be(new Versioned<string>("view", 3));
    }

    [Fact]
    public void A_problem_keeps_its_code_when_it_gets_particulars()
    {
        var error = new FieldError("/a", "required", "This is needed.");
        var problem = WorkerProblems.Unknown.At(error).Because("It was never registered.");

        problem.Should().Match<Problem>(it => it.Code == "WRK-00001" && it.Status == 404 && it.Detail == "It was never registered.");
        problem.Errors.Should().Equal(error);
        WorkerProblems.Unknown.Errors.Should().BeEmpty();
        WorkerProblems.Unknown.Detail.Should().BeNull();
    }

    [Fact]
    public void Field_errors_are_collected_all_at_once()
    {
        var errors = new FieldErrors();
        errors.Require(true, "/a", "x", "fine");
        errors.RequirePresent("here", "/b");
        errors.RequirePresent(0, "/c");
        errors.IsEmpty.Should().BeTrue();

        errors.Require(false, "/d", "range", "Not so.");
        errors.RequirePresent(null, "/e");
        errors.RequirePresent("", "/f");

        errors.IsEmpty.Should().BeFalse();
        errors.All.Select(error => (error.Pointer, error.Code)).Should().Equal(("/d", "range"), ("/e", "required"), ("/f", "required"));
    }

    [Fact]
    public void A_strong_identifier_never_prints_itself() =>
        $"{new StrongIdentifier("personal-code", "EST", "38001010000")}".Should().Be("personal-code of EST");

    [Fact]
    public void A_command_id_prints_itself_and_the_hub_acts_in_its_own_name()
    {
        new CommandId("abc").ToString().Should().Be("abc");
        Actor.Hub.Should().Be(new Actor("hub", "HUB"));
    }
}
