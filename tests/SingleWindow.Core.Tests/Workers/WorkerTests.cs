using System.Diagnostics;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Workers;

public sealed class WorkerTests
{
    private static readonly WorkerId Id = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    private static readonly WorkerName Name = new("Olena", "Koval", new(1990, 1, 1), ["UKR"]);

    private readonly Scenario<Worker, WorkerCommand, WorkerEvent> scenario = new(Worker.Initial, Worker.Decide, Worker.Evolve);

    private DateTimeOffset At => scenario.Context.At;

    [Fact]
    public void A_worker_is_registered_with_the_keys_of_strong_identifiers()
    {
        scenario.When(new WorkerCommand.Register(Id, ["a", "b"], Name)).Then(new WorkerEvent.Registered(Id, ["a", "b"], Name, At));

        scenario.State.Should().Match<Worker>(worker => worker.IsRegistered && worker.Id == Id && worker.Name == Name);
        scenario.State.IdentityKeys.Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void Registering_twice_changes_nothing() =>
        scenario.Given(new WorkerEvent.Registered(Id, ["a"], Name, At)).When(new WorkerCommand.Register(Id, ["z"], Name with { GivenNames = "Other" })).Then();

    [Fact]
    public void Another_document_of_the_same_person_is_another_key()
    {
        scenario.Given(new WorkerEvent.Registered(Id, ["a"], Name, At)).When(new WorkerCommand.AddIdentityKey("b"))
            .Then(new WorkerEvent.IdentityKeyAdded("b", At));

        scenario.State.IdentityKeys.Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void A_known_key_changes_nothing() =>
        scenario.Given(new WorkerEvent.Registered(Id, ["a"], Name, At)).When(new WorkerCommand.AddIdentityKey("a")).Then();

    [Fact]
    public void Nobody_has_a_key_before_registration() => scenario.When(new WorkerCommand.AddIdentityKey("a")).IsRefused(WorkerProblems.Unknown);

    [Fact]
    public void Days_of_a_filing_are_taken_once_by_an_application_count_for_a_day_and_are_given_back()
    {
        var (first, second, employer) = (new ApplicationId(Id.Value), new ApplicationId(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e10")), new Core.Employers.EmployerId(Id.Value));
        WorkerCommand File(ApplicationId app, int month) => new WorkerCommand.FileDays(app, employer, "s", new(new(2026, month, 1), new(2026, month, 9)));
        scenario.Given(new WorkerEvent.Registered(Id, ["a"], Name, At)).When(File(first, 4)).Then(new WorkerEvent.DaysFiled(first, employer, "s", new(2026, 4, 1), new(2026, 4, 9), At));

        scenario.When(File(second, 6)).When(File(first, 5));
        scenario.State.Filings.Select(filed => filed.From.Month).Should().Equal([6, 5], "the same application has one entry");
        (scenario.State.Filings[0].Counts(At.AddDays(1).AddTicks(-1)), scenario.State.Filings[0].Counts(At.AddDays(1))).Should().Be((true, false));
        scenario.When(new WorkerCommand.ReleaseDays(first)).Then(new WorkerEvent.DaysReleased(first, At));
        scenario.When(new WorkerCommand.ReleaseDays(first)).Then();
        scenario.State.Filings.Should().ContainSingle();
    }

    [Fact]
    public void An_erased_worker_is_still_registered_and_not_registered_again() =>
        scenario.Given(new WorkerEvent.Registered(Id, ["a"], null, At)).When(new WorkerCommand.Register(Id, ["a"], Name)).Then();

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => Worker.Decide(Worker.Initial, null!, scenario.Context)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => Worker.Evolve(Worker.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
