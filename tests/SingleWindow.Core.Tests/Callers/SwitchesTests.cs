using SingleWindow.Core.Callers;

namespace SingleWindow.Core.Tests.Callers;

public class SwitchesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CallerName Client = CallerName.Client("cli_1");

    [Fact]
    public void What_is_switched_off_is_off_until_it_is_switched_on()
    {
        var off = Given(new SwitchEvent.TurnedOff(Client.Text, "op", At));
        off.View(Client).Should().Be(new SwitchView("cli_1", false, At));
        Decide(off, Client, active: false).Events.Should().BeEmpty("it is off already");
        Decide(off, Client, active: true).Events.Should().Equal(new SwitchEvent.TurnedOn(Client.Text, "op", At));
        Given(new SwitchEvent.TurnedOff(Client.Text, "op", At), new SwitchEvent.TurnedOn(Client.Text, "op", At)).View(Client).Active.Should().BeTrue();
    }

    [Fact]
    public void What_is_on_stays_on() => Decide(Switches.Initial, Client, active: true).Events.Should().BeEmpty();

    [Fact]
    public void A_client_and_a_party_of_one_name_are_two() =>
        Given(new SwitchEvent.TurnedOff(CallerName.Client("MIG").Text, "op", At)).View(CallerName.Party("MIG")).Active.Should().BeTrue();

    [Fact]
    public void Nobody_switches_himself_off()
    {
        Decide(Switches.Initial, CallerName.Client("op"), active: false).Problem.Should().Be(CallerProblems.Oneself);
        Decide(Switches.Initial, CallerName.Party("HUB"), active: false).Problem.Should().Be(CallerProblems.Oneself);
    }

    private static Switches Given(params SwitchEvent[] events) => events.Aggregate(Switches.Initial, Switches.Evolve);

    private static Decision<SwitchEvent> Decide(Switches switches, CallerName caller, bool active) =>
        Switches.Decide(switches, new(caller, active), new(CommandId.None, "", new Actor("op", "HUB"), At));
}
