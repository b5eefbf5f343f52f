using System.Reflection;
using System.Text;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Documents;
using Xunit.Abstractions;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Every status against every command, given by whoever may give it and, for the clocks, when their time has come.</summary>
public sealed class StateCommandTable(ITestOutputHelper output)
{
    private static readonly (string Name, Func<Case> Story)[] States =
    [
        ("nothing", () => Case.New()),
        ("draft", () => Case.Drafted()),
        ("draft, with a document", () => Case.Drafted().And(Applicant, Upload())),
        ("draft, invited", Case.Invited),
        ("draft, claimed", Case.Claimed),
        ("submitted, fee unpaid", () => Case.Drafted().And(Applicant, Submit)),
        ("submitted", () => Case.Submitted()),
        ("submitted, waiting for a place", () => Case.Submitted().And(Actor.Hub, Waiting)),
        ("incomplete", Case.Incomplete),
        ("submitted, request lapsed", Case.Lapsed),
        ("checks-running", () => Case.ChecksRunning()),
        ("ready-for-decision", () => Case.ReadyForDecision()),
        ("ready-for-decision, hearing open", Case.HearingOpen),
        ("ready-for-decision, heard", Case.Heard),
        ("ready-for-decision, heard for want of a place", Case.HeardOnQuota),
        ("ready-for-decision, a test grows old", LabourMarketTests.Aging),
        ("checks-running, the employer's own step open", OtherLawTests.ArrivalOpen),
        ("granted", Case.Granted),
        ("granted-with-conditions", Case.GrantedWithConditions),
        ("refused", Case.Refused),
        ("not-reviewed", Case.NotReviewed),
        ("inadmissible-quota", Case.InadmissibleQuota),
        ("discontinued", Case.Discontinued),
        ("withdrawn", Case.Withdrawn),
        ("refused, under appeal", Case.UnderAppeal),
    ];

    private static readonly (string Name, Func<Application, (Actor, ApplicationCommand)> Command)[] Commands =
    [
        ("draft", _ => (Applicant, Draft())),
        ("save-draft", _ => (Applicant, new ApplicationCommand.SaveDraft(Form with { Reference = "REF-2" }))),
        ("submit", _ => (Applicant, Submit)),
        ("invite", _ => (Applicant, new ApplicationCommand.Invite("key-1"))),
        ("claim-place", _ => (Claimant, new ApplicationCommand.ClaimPlace("key-1", "FA123456", new(1990, 1, 1)))),
        ("answer", _ => (Applicant, Reply(1))),
        ("withdraw", _ => (Applicant, new ApplicationCommand.Withdraw(null))),
        ("claim", app => OfTask(app, (task, official) => new ApplicationCommand.Claim(task, official))),
        ("request-information", app => OfTask(app, (task, _) => Ask(task))),
        ("intend-to-refuse", app => OfDecision(app, (task, _) => Hear(task))),
        ("complete: continue", app => OfTask(app, (task, _) => Done(task, app.Task(task)?.Step == "completeness" ? "complete" : "clear"))),
        ("complete: deficient", app => OfTask(app, (task, _) => Done(task, "deficient", null, null, "qualification-or-experience"))),
        ("complete: granted", app => OfDecision(app, (task, official) => Grant(task) with { Official = official })),
        ("complete: refused", app => OfDecision(app, (task, official) => Refuse(task) with { Official = official })),
        ("complete: not-reviewed", app => OfDecision(app, (task, official) => NotReview(task) with { Official = official })),
        ("complete: conditions", app => OfDecision(app, (task, official) => Grant(task) with { Official = official, Conditions = ["Proof of housing."] })),
        ("complete: inadmissible", app => OfDecision(app, (task, official) => new ApplicationCommand.Complete(task, "inadmissible-quota", "No place is left.", QuotaGround, [], official, ThePermit))),
        ("extend", app => OfDecision(app, (task, official) => new ApplicationCommand.Extend(task, "A complex case.", official))),
        ("report", _ => (Applicant, new ApplicationCommand.Report("arrival-notice", "notified", null))),
        ("serve", _ => (Applicant, new ApplicationCommand.Serve())),
        ("appeal", _ => (Applicant, new ApplicationCommand.Appeal("The pay was raised."))),
        ("decide-appeal: annulled", _ => (Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "The pay was not looked at.", Mari))),
        ("decide-appeal: dismissed", _ => (Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Dismissed, "The decision was right.", Mari))),
        ("enter-quota", _ => (Actor.Hub, Waiting)),
        ("take-place", _ => (Actor.Hub, new ApplicationCommand.TakePlace("ee-immigration-quota", 2026))),
        ("report-payment", _ => (Applicant, Pay with { BankReference = "SECOND-1" })),
        ("record-payment", app => (Actor.Hub, new ApplicationCommand.RecordPayment(Register(app)))),
        ("update-evidence", _ => (Actor.Hub, new ApplicationCommand.UpdateEvidence(TheRecord, "tax-standing", [Evidence[0] with { Result = EvidenceResult.NotMet, Version = 2 }]))),
        ("add-document", _ => (Applicant, Upload())),
        ("scan-document", app => (Actor.Hub, new ApplicationCommand.OfDocument.Scan(app.Documents.LastOrDefault()?.Id ?? TheDocument, DocumentStatus.Clean))),
        ("delete-document", app => (Applicant, new ApplicationCommand.OfDocument.Delete(app.Documents.LastOrDefault()?.Id ?? TheDocument))),
        ("expire", _ => (Actor.Hub, new ApplicationCommand.Expire(30))),
        ("time-out", app => (Actor.Hub, new ApplicationCommand.TimeOut(Current(app)?.Number ?? 1))),
        ("repeat-test", _ => (Actor.Hub, new ApplicationCommand.RepeatTest())),
        ("pass-period", _ => (Actor.Hub, new ApplicationCommand.PassPeriod())),
        ("lapse", _ => (Actor.Hub, new ApplicationCommand.Lapse(1))),
    ];

    [Fact]
    public void Every_status_answers_every_command_with_events_or_a_stable_code()
    {
        var table = new StringBuilder();
        foreach (var (state, story) in States)
        {
            table.AppendLine(state);
            foreach (var (name, command) in Commands) table.AppendLine($"  {name,-26}{Result(story(), state, command)}");
        }

        var text = table.ToString().ReplaceLineEndings("\n");
        output.WriteLine(text);
        Golden.Match("state-command.txt", text);
    }

    [Fact]
    public void The_readme_beside_the_rules_shows_the_table_at_a_glance()
    {
        var table = new StringBuilder($"\n| command | {string.Join(" | ", States.Select((_, index) => index + 1))} |\n|---|{string.Concat(States.Select(_ => "---|"))}\n");
        foreach (var (name, command) in Commands)
            table.Append($"| {name} | {string.Join(" | ", States.Select(state => Sign(Result(state.Story(), state.Name, command))))} |\n");
        table.Append($"\n{string.Join(", ", States.Select((state, index) => $"{index + 1} {state.Name.Replace(", ", " and ", StringComparison.Ordinal)}"))}.\n");

        Golden.MatchPart("../../../src/SingleWindow.Core/Applications/README.md", "<!-- state x command -->", table.ToString());
    }

    [Fact]
    public void Every_command_succeeds_somewhere() =>
        Commands.Where(command => !States.Any(state => Sign(Result(state.Story(), state.Name, command.Command)) == "●")).Select(command => command.Name).Should().BeEmpty();

    [Fact]
    public void The_table_has_every_status_and_every_command()
    {
        States.Select(state => state.Story().State.Status).Distinct().Should().BeEquivalentTo(Enum.GetValues<ApplicationStatus>());
        Commands.Select(command => command.Command(Case.ChecksRunning().State).Item2.GetType()).Distinct()
            .Should().BeEquivalentTo(typeof(ApplicationCommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ApplicationCommand))));
    }

    // Something happens, nothing happens, refused.
    private static string Sign(string result) => result == "nothing" ? "·" : result.Length > 9 && result[3] == '-' && char.IsAsciiDigit(result[4]) ? " " : "●";

    private static string Result(Case story, string state, Func<Application, (Actor, ApplicationCommand)> of)
    {
        var (actor, command) = of(story.State);
        if (actor == Actor.Hub) story.On("2026-06-01 00:00");
        story.By(actor).When(command);
        if (story.Last.Problem is { } problem) return $"{problem.Code} {problem.Title}";
        if (story.Last.Events.Count == 0) return "nothing";
        var names = story.Last.Events.Select(one => one.GetType().GetCustomAttribute<EventNameAttribute>()!.Name["application.".Length..]);
        var after = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(story.State.Status.ToString());
        return string.Join(" + ", names) + (after == state.Split(',')[0] ? "" : $" => {after}");
    }

    private static ApplicationCommand.EnterQuota Waiting => new(new("ee-immigration-quota", 2026, Core.Quotas.QuotaPlace.Waiting));

    private static AuthorityTask? Current(Application app) => app.Tasks.Find(task => !task.IsFinished) ?? app.Tasks.LastOrDefault();

    private static (Actor, ApplicationCommand) OfTask(Application app, Func<int, Core.Authorities.Official, ApplicationCommand> command) => Of(Current(app), command);

    // The deciding task where it is open, and else whatever is.
    private static (Actor, ApplicationCommand) OfDecision(Application app, Func<int, Core.Authorities.Official, ApplicationCommand> command) =>
        Of(app.Tasks.Find(task => task is { Decides: true, IsFinished: false }) ?? Current(app), command);

    private static (Actor, ApplicationCommand) Of(AuthorityTask? task, Func<int, Core.Authorities.Official, ApplicationCommand> command) => task?.Authority switch
    {
        "TAX" => (Tax, command(task.Number, Toomas)),
        "LAB" => (Lab, command(task.Number, Liis)),
        _ => (Mig, command(task?.Number ?? 1, Mari)),
    };
}
