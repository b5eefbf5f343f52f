using System.Reflection;
using System.Text;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Permits;
using Xunit.Abstractions;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>Every state of a permit against every command, given by whoever may give it.</summary>
public sealed class PermitStateCommandTable(ITestOutputHelper output)
{
    private static readonly (string Name, Func<PermitStory> Story)[] States =
    [
        ("not-yet-valid", () => Active().On("2026-03-20 09:00")),
        ("active", () => Active()),
        ("active, arrived", () => Arrived()),
        ("active, not started", () => NotStarted()),
        ("active, withdrawal intended", Heard),
        ("unemployed, notice of an end", () => Noticed()),
        ("unemployed", () => Ended(Residence)),
        ("active, notice contested", () => Contested()),
        ("ended", () => Ended()),
        ("revoked", Revoked),
        ("expired", Expired),
        ("renewal-pending", Renewing),
        ("active, change proposed", Wanted),
        ("active, change confirmed", Going),
        ("active, change opposed", Opposed),
        ("revoked, challenged", () => Revoked().And(Holder, new PermitCommand.Appeal("I was ill.", true))),
        ("active, opposition challenged", () => Opposed().And(Holder, new PermitCommand.Appeal("The pay is right.", true, true))),
    ];

    private static readonly (string Name, Actor Actor, Func<Permit, PermitCommand> Command)[] Commands =
    [
        ("grant", Actor.Hub, _ => new PermitCommand.Grant(Granted())),
        ("notice: arrived", Applicant, _ => new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 10), null)),
        ("notice: not-started", Applicant, _ => new PermitCommand.GiveNotice(NoticeKind.NotStarted, new(2026, 4, 10), "Ill.")),
        ("notice: ended", Applicant, _ => new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)),
        ("notice: not-ended", Applicant, _ => new PermitCommand.GiveNotice(NoticeKind.NotEnded, new(2026, 4, 30), null)),
        ("contest-notice", Holder, _ => Contest()),
        ("withdraw: intend", Mig, _ => Intend("REF-PAY")),
        ("withdraw: decide", Mig, _ => Decide()),
        ("withdraw: drop", Mig, _ => new PermitCommand.Withdraw(WithdrawalAct.Drop, [], null, Mari)),
        ("reply", Applicant, _ => new PermitCommand.Reply("She was ill.")),
        ("appeal", Holder, _ => new PermitCommand.Appeal("I was ill.", true)),
        ("appeal: opposition", Stranger, _ => new PermitCommand.Appeal("The pay is right.", OfOpposition: true)),
        ("decide-appeal: annulled", Mig, _ => new PermitCommand.DecideAppeal(1, AppealResult.Annulled, "Not looked at.", Mari)),
        ("decide-appeal: dismissed", Mig, _ => new PermitCommand.DecideAppeal(1, AppealResult.Dismissed, "Looked at.", Mari)),
        ("extend-search", Holder, _ => new PermitCommand.ExtendSearch(Finding, true)),
        ("propose-change", Stranger, _ => Hire()),
        ("answer-change: yes", Holder, _ => new PermitCommand.AnswerChange(true, true)),
        ("answer-change: no", Holder, _ => new PermitCommand.AnswerChange(false, true)),
        ("oppose-change", Mig, _ => new PermitCommand.OpposeChange(["REF-PAY"], "The pay is too low.", Mari)),
        ("note-renewal", Actor.Hub, _ => new PermitCommand.NoteRenewal(new(ThePermit.Value), new(2026, 4, 30))),
        ("settle-renewal: granted", Actor.Hub, _ => new PermitCommand.SettleRenewal(TheApplication, "granted", ThePermit, new(2027, 1, 1), new(2027, 1, 14))),
        ("settle-renewal: refused", Actor.Hub, _ => new PermitCommand.SettleRenewal(TheApplication, "refused", null, null, new(2027, 1, 14))),
        ("lose-basis", Actor.Hub, _ => new PermitCommand.LoseBasis(false, new(2026, 5, 12))),
        ("pass-time", Actor.Hub, _ => new PermitCommand.PassTime()),
    ];

    [Fact]
    public void Every_state_answers_every_command_with_events_or_a_stable_code()
    {
        var table = new StringBuilder();
        foreach (var (state, story) in States)
        {
            table.AppendLine(state);
            foreach (var (name, actor, command) in Commands) table.AppendLine($"  {name,-26}{Result(story(), actor, command)}");
        }

        var text = table.ToString().ReplaceLineEndings("\n");
        output.WriteLine(text);
        Golden.Match("permit-state-command.txt", text);
    }

    [Fact]
    public void The_table_has_every_state_and_every_command()
    {
        States.Select(state => state.Story()).Select(story => story.State.On(story.Scheme.DayOf(story.Context.At))).Distinct().Should().BeEquivalentTo(Enum.GetValues<PermitStatus>());
        Commands.Select(command => command.Command(Active().State).GetType()).Distinct()
            .Should().BeEquivalentTo(typeof(PermitCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(PermitCommand))));
    }

    private static string Result(PermitStory story, Actor actor, Func<Permit, PermitCommand> command)
    {
        var before = Status(story);
        story.By(actor).When(command(story.State));
        if (story.Last.Problem is { } problem) return $"{problem.Code} {problem.Title}";
        if (story.Last.Events.Count == 0) return "nothing";
        var names = story.Last.Events.Select(one => one.GetType().GetCustomAttribute<EventNameAttribute>()!.Name["permit.".Length..]);
        return string.Join(" + ", names) + (Status(story) == before ? "" : $" => {Status(story)}");
    }

    private static string Status(PermitStory story) => WireName.Of(story.State.On(story.Scheme.DayOf(story.Context.At)));
}
