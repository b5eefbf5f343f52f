using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Tells random stories: somebody does something at some task, mostly what is his to do, and time passes between.</summary>
internal static class Storyteller
{
    private static readonly string[] Outcomes = ["complete", "deficient", "clear", "objection", "granted", "refused", "not-reviewed", "nonsense"];

    private static readonly Gen<(int Kind, int Task, int Outcome, int Hours, bool Proper)> Step =
        Gen.Select(Gen.Int[0, 21], Gen.Int[0, 4], Gen.Int[0, 7], Gen.Int[0, 150], Gen.Int[0, 9], (kind, task, outcome, hours, proper) => (kind, task, outcome, hours, proper > 0));

    /// <summary>Stories of up to thirty acts, each begun at some stage.</summary>
    public static Gen<Case> Stories { get; } = Gen.Select(Gen.Int[0, 6], Step.Array[0, 30], (stage, steps) => Tell(Begin(stage), steps));

    private static Case Begin(int stage) => stage switch
    {
        0 => Case.Drafted(),
        1 => Case.Submitted(),
        2 => Case.Incomplete(),
        3 => Case.ChecksRunning(),
        4 => Case.ReadyForDecision(),
        5 => Case.HearingOpen(),
        _ => Case.Lapsed(),
    };

    private static Case Tell(Case story, (int Kind, int Task, int Outcome, int Hours, bool Proper)[] steps)
    {
        foreach (var (kind, number, outcome, hours, proper) in steps)
        {
            var open = story.State.Tasks.Where(task => !task.IsFinished).ToArray();
            var task = proper && open.Length > 0 ? open[number % open.Length] : story.State.Task(number);
            story.Context = story.Context with { At = story.Context.At.AddHours(hours) };
            story.By(Who(kind, task, proper)).When(What(kind, task?.Number ?? number, story.State.Inquiries.Count, outcome, proper, task?.Step));
        }
        return story;
    }

    private static Actor Who(int kind, AuthorityTask? task, bool proper) =>
        !proper ? Lab
        : kind <= 4 ? Applicant
        : kind >= 18 ? Actor.Hub
        : task?.Authority switch { "TAX" => Tax, "LAB" => Lab, _ => Mig };

    private static ApplicationCommand What(int kind, int task, int inquiry, int outcome, bool proper, string? step) => kind switch
    {
        0 => new ApplicationCommand.SaveDraft(Form),
        1 => Submit,
        2 or 3 => Reply(inquiry, outcome == 0 ? Post : null),
        4 => outcome == 0 ? new ApplicationCommand.Withdraw(null) : Reply(inquiry),
        5 => new ApplicationCommand.Claim(task, outcome % 2 == 0 ? Mari : Jaan),
        6 or 7 => Ask(task),
        8 or 9 => Hear(task),
        10 => Refuse(task) with { Official = outcome % 3 == 0 ? null : Mari, Grounds = outcome % 2 == 0 ? PayGround : [] },
        11 => Refuse(task),
        12 => NotReview(task),
        13 => Grant(task),
        14 => Done(task, Outcomes[outcome], proper ? null : Mari, "Words."),
        15 or 16 or 17 => Done(task, step == "completeness" ? "complete" : "clear"),
        18 or 19 => new ApplicationCommand.TimeOut(task),
        20 => new ApplicationCommand.PassPeriod(),
        _ => new ApplicationCommand.Lapse(inquiry),
    };
}
