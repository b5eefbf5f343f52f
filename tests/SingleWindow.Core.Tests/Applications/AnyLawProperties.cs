using SingleWindow.Core.Schemes;
using Xunit.Abstractions;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What holds in every story under each of the ten schemes. Judged from the events, not from the state that the rules keep.</summary>
public sealed class AnyLawProperties(ITestOutputHelper output)
{
    private const int Stories = 600;

    public static TheoryData<string> Schemes => [.. SchemeCatalog.Default.All.Select(scheme => scheme.Id)];

    [Theory, MemberData(nameof(Schemes))]
    public void No_sequence_of_commands_grants_without_every_mandatory_step_and_all_mandatory_evidence(string id)
    {
        var (grants, rest) = (0, 0);
        AnyLaw.Stories(id).Sample(story =>
        {
            Interlocked.Increment(ref rest);
            for (var i = 0; i < story.Happened.Count; i++)
            {
                if (story.Happened[i] is not ApplicationEvent.Decided { Grant: not null } granted) continue;
                Interlocked.Increment(ref grants);
                ApplicationEvent[] before = [.. story.Happened.Take(i)];
                var app = before.Aggregate(Application.Initial, Application.Evolve);
                var scheme = AnyLaw.Open.Find(id, granted.Grant.SchemeVersion)!;
                foreach (var step in scheme.Checks.Append(scheme.DecidingStep).Where(step => scheme.Needs(step, app.Facts(scheme))))
                    LastAnswer(before, step).Should().Match<ApplicationEvent>(
                        last => (last is ApplicationEvent.TaskDone && (step.Decides || step.On[((ApplicationEvent.TaskDone)last).Outcome] != StepEffect.EndRefused))
                            || (last is ApplicationEvent.TaskTimedOut && ((ApplicationEvent.TaskTimedOut)last).NoObjection && step.OnTimeout == TimeoutEffect.TreatAsNoObjection),
                        "{0} of {1} was made, and nothing changed since", step.Code, id);
                before.Should().Contain(one => one is ApplicationEvent.Completed, "nothing incomplete is granted");
                foreach (var rule in scheme.Evidence.Where(rule => rule.Mandatory && rule.AppliesTo(app.Facts(scheme)) && rule.Sources.Contains("form")))
                    EvidenceTests.Judge(rule, LastForm(before), [], app.SubmittedOn!.Value).Result.Should().NotBe(EvidenceResult.NotMet, "{0} of {1} is so", rule.Type, id);
                foreach (var rule in scheme.Evidence.Where(rule => rule.Mandatory && rule.AppliesTo(app.Facts(scheme)) && !rule.Sources.Contains("form") && rule.Sources.Any(source => !source.StartsWith("record:"))))
                    (LastForm(before).Evidence!.Any(said => said.Type == rule.Type) || app.Evidence.Any(item => item.Type == rule.Type && item.Result != EvidenceResult.Missing))
                        .Should().BeTrue("{0} of {1} was given", rule.Type, id);
                app.Dues(scheme).Should().NotContain(due => due.Missing != null, "nothing unpaid is granted");
                granted.Should().Match<ApplicationEvent.Decided>(decided => decided.SignedBy!.Length > 0 && decided.Terms != null);
            }
        }, iter: Stories);

        output.WriteLine($"{id}: {grants} grants in {rest} stories");
        grants.Should().BePositive("a rule about grants needs grants to be tried on");
    }

    [Theory, MemberData(nameof(Schemes))]
    public void No_clock_runs_while_it_is_suspended(string id)
    {
        var suspended = 0;
        AnyLaw.Stories(id).Sample(story =>
        {
            var app = Application.Initial;
            for (var i = 0; i < story.Happened.Count; i++)
            {
                var (before, happened) = (app, story.Happened[i]);
                app = Application.Evolve(app, happened);
                if (before.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information)))
                {
                    happened.Should().NotBeOfType<ApplicationEvent.Overdue>("the period does not pass while information is awaited");
                    if (happened is ApplicationEvent.TaskTimedOut late) before.Inquiries.Should().NotContain(inquiry => inquiry.IsOpen && inquiry.Task == late.Task, "a task that waits for the applicant is not late");
                }
                // Between two events of one command nothing holds yet; the next command comes at another time, or is refused.
                if (i + 1 < story.Happened.Count && At(story.Happened[i + 1]) == At(happened)) continue;
                if (app.CompleteOn is null || app.HasEnded) continue;
                var scheme = AnyLaw.Open.Find(id, app.SchemeVersion!)!;
                if (!app.Inquiries.Exists(inquiry => inquiry.Awaits(InquiryKind.Information)))
                {
                    if (scheme.Decision.StartsOn == ClockStart.Complete) app.DueOn.Should().NotBeNull("nothing is awaited: {0}", string.Join(" ; ", story.Happened.Take(i + 1).Select(one => one.ToString())));
                    continue;
                }
                Interlocked.Increment(ref suspended);
                app.DueOn.Should().BeNull("information is awaited");
                foreach (var task in app.Tasks.Where(task => task.Status == StepStatus.AwaitingApplicant))
                    Application.Decide(app, new ApplicationCommand.TimeOut(task.Number), story.Context with { Actor = Actor.Hub, At = At(happened).AddYears(1) }, AnyLaw.Open).Events.Should().BeEmpty();
                Application.Decide(app, new ApplicationCommand.PassPeriod(), story.Context with { Actor = Actor.Hub, At = At(happened).AddYears(1) }, AnyLaw.Open).Events.Should().BeEmpty();
            }
        }, iter: Stories);

        output.WriteLine($"{id}: {suspended} moments in which a clock stood still");
        suspended.Should().BePositive("a rule about suspensions needs suspensions to be tried on");
    }

    [Fact]
    public void What_only_a_check_that_is_left_out_wanted_to_know_is_awaited_no_more()
    {
        var story = AnyLaw.Filed("ee-residence-permit-employment", new(2027, 3, 1)).And(Mig, new ApplicationCommand.Complete(1, "complete", null, [], [], Mari, ThePermit));
        int Of(string step) => story.State.Tasks.Single(task => task.Step == step).Number;
        story.And(Tax, new ApplicationCommand.RequestInformation(Of("tax-check"), ["/employment/wageMonthly"], "Please."));
        story.State.DueOn.Should().BeNull();

        story.And(new("desk", "EMP"), new ApplicationCommand.Complete(Of("labour-market-test"), "negative", "Others can be had.", [], [], null, ThePermit));

        (story.State.ChecksLeftOut, story.State.DueOn).Should().Match<(bool LeftOut, DateOnly? Due)>(now => now.LeftOut && now.Due != null);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void A_deadline_passes_at_midnight_of_the_schemes_place_also_across_a_change_of_clocks_and_a_leap_day(string id) =>
        AnyLaw.Days(id).Sample(day =>
        {
            var story = AnyLaw.Filed(id, day);
            var scheme = AnyLaw.Open.Newest(id)!;
            story.State.SubmittedOn.Should().Be(day);
            var task = story.State.Task(1)!;
            scheme.DayOf(task.DueAt!.Value).Should().Be(task.DueOn!.Value.AddDays(1));
            AnyLaw.At(story, task.DueAt.Value.AddTicks(-1)).By(Actor.Hub).When(new ApplicationCommand.TimeOut(1)).Last.Events.Should().BeEmpty("the last day is not over");
            AnyLaw.At(story, task.DueAt.Value).When(new ApplicationCommand.TimeOut(1)).Last.Events.Should().ContainSingle();

            // Asked on one side of the change and answered on the other.
            story.And(new Actor("desk", task.Authority), new ApplicationCommand.RequestInformation(1, [scheme.Evidence[0].Type], "Please."));
            var asked = story.State.Inquiry(1)!;
            scheme.DayOf(asked.LapsesAt.AddTicks(-1)).Should().Be(asked.ReplyBy);
            AnyLaw.At(story, asked.LapsesAt.AddTicks(-1)).By(Actor.Hub).When(new ApplicationCommand.Lapse(1)).Last.Events.Should().BeEmpty();
            AnyLaw.At(story, asked.LapsesAt.AddTicks(-1)).And(Applicant, Reply(1)).State.Inquiry(1)!.AnsweredOn.Should().Be(asked.ReplyBy);
        }, iter: 200);

    private static ApplicationForm LastForm(IEnumerable<ApplicationEvent> before) =>
        before.Select(one => one switch { ApplicationEvent.Submitted filed => filed.Form, ApplicationEvent.InquiryAnswered answer => answer.Form, _ => null }).Last(form => form is not null)!;

    // The last word about a step: what was opened again has not been answered yet.
    private static ApplicationEvent? LastAnswer(IEnumerable<ApplicationEvent> before, SchemeStep step)
    {
        int? number = null;
        ApplicationEvent? last = null;
        foreach (var happened in before)
        {
            if (happened is ApplicationEvent.TaskOpened opened && opened.Step == step.Code) (number, last) = (opened.Task, null);
            if ((happened is ApplicationEvent.TaskDone done && done.Task == number) || (happened is ApplicationEvent.TaskTimedOut late && late.Task == number && late.NoObjection)) last = happened;
        }
        return last;
    }

    private static DateTimeOffset At(ApplicationEvent one) => (DateTimeOffset)one.GetType().GetProperty("At")!.GetValue(one)!;
}
