using System.Diagnostics;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Permits;

public sealed class PermitTests
{
    private static readonly Guid Value = Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f");
    private static readonly PermitEvent.Granted Granted = new(
        new(Value), new(Value), "ee-short-term-employment", "2026-01", new(Value), new(Value), new(2026, 4, 1), new(2026, 12, 31), new("7212", new(2092m, "EUR")), DateTimeOffset.UnixEpoch);

    private readonly Scenario<Permit, PermitCommand, PermitEvent> scenario = new(Permit.Initial, (permit, command, context) => Permit.Decide(permit, command, context, SchemeCatalog.Default), Permit.Evolve);

    [Fact]
    public void A_grant_bears_the_time_of_the_command() =>
        scenario.When(new PermitCommand.Grant(Granted)).Then(Granted with { At = scenario.Context.At });

    [Fact]
    public void Granting_twice_changes_nothing() =>
        scenario.Given(Granted).When(new PermitCommand.Grant(Granted with { ValidTo = new(2030, 1, 1) })).Then();

    [Theory]
    [InlineData("2026-03-31", PermitStatus.NotYetValid)]
    [InlineData("2026-04-01", PermitStatus.Active)]
    [InlineData("2026-12-31", PermitStatus.Active)]
    [InlineData("2027-01-01", PermitStatus.Expired)]
    public void A_permit_is_in_force_from_its_first_to_its_last_day(string today, PermitStatus status)
    {
        var view = scenario.Given(Granted).State.View(DateOnly.ParseExact(today, "yyyy-MM-dd"))!;

        view.Should().Be(new PermitView(
            Granted.Permit, Granted.Scheme, Granted.SchemeVersion, Granted.Application, Granted.Holder, Granted.Employer, Granted.ValidFrom, Granted.ValidTo, "7212", new(2092m, "EUR"), status));
    }

    [Fact]
    public void Before_the_grant_there_is_no_permit() => Permit.Initial.View(new(2026, 4, 1)).Should().BeNull();

    [Fact]
    public void After_erasure_the_permit_stands_without_its_terms() =>
        scenario.Given(Granted with { Terms = null }).State.View(new(2026, 4, 1))
            .Should().Match<PermitView>(view => view.Isco == null && view.WageMonthlyRequired == null && view.Status == PermitStatus.Active);

    [Fact]
    public void Before_the_grant_nothing_can_be_asked() =>
        scenario.When(new PermitCommand.PassTime()).IsRefused(PermitProblems.Unknown);

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => Permit.Decide(scenario.Given(Granted).State, null!, scenario.Context, SchemeCatalog.Default)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => Permit.Evolve(Permit.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
