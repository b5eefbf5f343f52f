using System.Diagnostics;
using SingleWindow.Core.Employers;

namespace SingleWindow.Core.Tests.Employers;

public sealed class EmployerTests
{
    private static readonly EmployerId Id = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    private static readonly EmployerCommand.Register Register = new(Id, "12345678", "EST", "Made-up Welding OÜ", "key");

    private readonly Scenario<Employer, EmployerCommand, EmployerEvent> scenario = new(Employer.Initial, Employer.Decide, Employer.Evolve);

    [Fact]
    public void An_employer_is_registered_under_its_registry_code()
    {
        scenario.When(Register).Then(new EmployerEvent.Registered(Id, "12345678", "EST", "Made-up Welding OÜ", "key", scenario.Context.At));

        scenario.State.View.Should().Be(new EmployerView(Id, "12345678", "EST", "Made-up Welding OÜ"));
    }

    [Fact]
    public void Registering_twice_is_refused() => scenario.When(Register).When(Register).IsRefused(EmployerProblems.AlreadyRegistered);

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => Employer.Decide(Employer.Initial, null!, scenario.Context)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => Employer.Evolve(Employer.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
