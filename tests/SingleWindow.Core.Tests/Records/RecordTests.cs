using System.Text.Json;
using SingleWindow.Core.Records;
using Record = SingleWindow.Core.Records.Record;

namespace SingleWindow.Core.Tests.Records;

public sealed class RecordTests
{
    private static readonly RecordId Id = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));

    private readonly Scenario<Record, RecordCommand, RecordEvent> scenario = new(Record.Initial, Record.Decide, Record.Evolve);

    [Fact]
    public void The_first_version_is_number_one() =>
        scenario.When(Publish("""{"arrearsEur":0}""")).Then(Published(1, """{"arrearsEur":0}"""));

    [Fact]
    public void Other_content_is_a_new_version()
    {
        scenario.Given(Published(1, """{"arrearsEur":0}""")).When(Publish("""{"arrearsEur":1}""")).Then(Published(2, """{"arrearsEur":1}"""));

        scenario.State.Newest!.Version.Should().Be(2);
    }

    [Fact]
    public void The_same_content_in_another_order_is_no_new_version() =>
        scenario.Given(Published(1, """{"a":1,"b":2}""")).When(Publish("""{"b":2,"a":1}""")).Then();

    [Fact]
    public void After_erasure_the_owner_may_publish_again() =>
        scenario.Given(new RecordEvent.Published(Id, "tax-standing", "TAX", null, 3, null, scenario.Context.At)).When(Publish("{}")).Then(Published(4, "{}"));

    [Fact]
    public void A_declaration_is_another_event_than_that_of_a_register_and_has_versions_as_well()
    {
        scenario.When(Declare("""{"hours":40}""")).Then(Declared(1, """{"hours":40}"""));
        scenario.When(Declare("""{"hours":40}""")).Then();
        scenario.When(Declare("""{"hours":48}""")).Then(Declared(2, """{"hours":48}"""));

        scenario.State.Should().Match<Record>(record => record.IsDeclared && record.Newest!.Owner == "emp_1" && record.Newest.Version == 2);
    }

    [Theory]
    [InlineData("exploitation-finding", true)]
    [InlineData("residence-address", false)]
    public void Whom_it_is_about_is_sealed_where_that_alone_tells_something_of_him(string type, bool isSealed)
    {
        var story = new Scenario<Record, RecordCommand, RecordEvent>(Record.Initial, Record.Decide, Record.Evolve);

        story.When(new RecordCommand.Publish(Id, type, "LAB", "key-4", """{"establishedOn":"2026-03-01","from":"2026-03-01"}""", "key-5"));

        var written = story.Happened.Should().ContainSingle().Which.Should().BeOfType<RecordEvent.Published>().Subject;
        (written.PersonKey, written.EmployerKey, written.Day).Should().Be(isSealed ? (null, null, null) : ("key-5", "key-4", new DateOnly(2026, 3, 1)));
        story.State.Newest.Should().Match<RecordEvent.Published>(newest => newest.PersonKey == "key-5" && newest.EmployerKey == "key-4" && newest.Day == new DateOnly(2026, 3, 1));
    }

    [Fact]
    public void A_declaration_with_an_end_is_kept_for_its_years_after_it_and_one_without_for_ten_years_more()
    {
        foreach (var (content, over) in new[] { ("""{"leaseFrom":"2026-01-01","leaseTo":"2027-06-30"}""", 2031), ("""{"leaseFrom":"2026-01-01"}""", 2040) })
        {
            var story = new Scenario<Record, RecordCommand, RecordEvent>(Record.Initial, Record.Decide, Record.Evolve);
            story.When(new RecordCommand.Declare(Id, "accommodation", "emp_1", "key-4", content, "key-5"));
            story.State.Newest!.LastDay.Should().Be(over == 2031 ? new DateOnly(2027, 6, 30) : null);
            void On(int year, int month, int day) => story.Context = story.Context with { Actor = Actor.Hub, At = new(year, month, day, 0, 0, 0, TimeSpan.Zero) };
            On(over - 1, 12, 31);
            story.When(new RecordCommand.Expire()).Then();
            On(over, 1, 1);
            story.When(new RecordCommand.Expire()).Then(new RecordEvent.Expired(Id, "accommodation", story.Context.At));
        }
    }

    [Fact]
    public void When_its_time_is_over_the_copy_goes_and_a_new_version_makes_another()
    {
        scenario.Given(Published(1, """{"arrearsEur":0}"""));
        void On(int year, int month, int day) => scenario.Context = scenario.Context with { Actor = Actor.Hub, At = new(year, month, day, 0, 0, 0, TimeSpan.Zero) };

        // Of 2026, kept for seven years after it.
        On(2033, 12, 31);
        scenario.When(new RecordCommand.Expire()).Then();
        On(2034, 1, 1);
        scenario.When(new RecordCommand.Expire()).Then(new RecordEvent.Expired(Id, "tax-standing", scenario.Context.At));
        scenario.State.Should().Match<Record>(record => record.IsExpired && record.Newest!.Content == null);
        scenario.When(new RecordCommand.Expire()).Then();
        scenario.When(Publish("{}")).Then(Published(2, "{}"));
        scenario.State.IsExpired.Should().BeFalse();
    }

    [Fact]
    public void Only_the_hub_counts_the_days_and_only_of_what_there_is()
    {
        scenario.When(new RecordCommand.Expire()).IsRefused(RecordProblems.Unknown);
        scenario.Given(Published(1, "{}")).Context = scenario.Context with { Actor = new("app", "TAX"), At = scenario.Context.At.AddYears(20) };
        scenario.When(new RecordCommand.Expire()).IsRefused(RecordProblems.Unknown);
    }

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => Record.Decide(Record.Initial, null!, scenario.Context)).Should().Throw<System.Diagnostics.UnreachableException>();
        FluentActions.Invoking(() => Record.Evolve(Record.Initial, null!)).Should().Throw<System.Diagnostics.UnreachableException>();
    }

    private static RecordCommand.Declare Declare(string content) => new(Id, "working-time", "emp_1", null, content, "key-1");

    private RecordEvent.Declared Declared(int version, string content) => new(Id, "working-time", "emp_1", null, version, JsonElement.Parse(content), scenario.Context.At, null, "key-1");

    private static RecordCommand.Publish Publish(string content) => new(Id, "tax-standing", "TAX", null, content);

    private RecordEvent.Published Published(int version, string content) =>
        new(Id, "tax-standing", "TAX", null, version, JsonElement.Parse(content), scenario.Context.At);
}
