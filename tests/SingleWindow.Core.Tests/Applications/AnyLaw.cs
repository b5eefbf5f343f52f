using SingleWindow.Core.Appeals;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Stories under any of the ten schemes. Nothing here knows a step: whoever has a task does something with it, mostly what helps.</summary>
internal static class AnyLaw
{
    public static readonly SchemeCatalog Open = new(SchemeCatalog.Default.All, open: true);

    private static readonly DateOnly[] Special =
        [new(2026, 3, 27), new(2026, 3, 28), new(2026, 10, 23), new(2026, 10, 24), new(2027, 3, 12), new(2027, 11, 5), new(2028, 2, 25), new(2028, 2, 28), new(2028, 2, 29)];

    private static readonly Gen<Act> Acts = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 7], Gen.Int[0, 9], Gen.Int[0, 60], (kind, task, choice, hours) => new Act(kind, task, choice, hours));

    /// <summary>Stories of up to eighty acts, begun on a day from 2026 to 2028.</summary>
    public static Gen<Case> Stories(string scheme) =>
        Gen.Select(Days(scheme), Gen.Int[0, 3], Acts.Array[20, 80], (day, thin, acts) => acts.Aggregate(Filed(scheme, day, thin == 0), Play));

    /// <summary>Any day under this law, and often one beside a change of the clocks or a leap day.</summary>
    public static Gen<DateOnly> Days(string scheme) => Gen.Frequency(
        (2, Gen.Int[0, 1000].Select(new DateOnly(2026, 1, 5).AddDays)),
        (1, Gen.Int[0, Special.Length - 1].Select(index => Special[index]))).Select(day => Open.Newest(scheme)!.ValidFrom is { } first && day < first ? first : day);

    /// <summary>Filed by whoever files under this law, with the fee paid and, where places are counted, a place.</summary>
    /// <param name="id">Of the scheme.</param>
    /// <param name="day">On which it is filed.</param>
    /// <param name="thin">Without statements of what could be uploaded too: not to be completed like that.</param>
    public static Case Filed(string id, DateOnly day, bool thin = false)
    {
        var scheme = Open.Newest(id)!;
        var filer = scheme.Applicant == ApplicantRule.WorkerOnInvitation ? Claimant : Applicant;
        var story = At(new Case(Open), StatutoryClock.EndOf(day.AddDays(-1), scheme.Zone).AddHours(10)).And(Applicant, new ApplicationCommand.Draft(TheApplication, TheEmployer, id, Form(scheme, day) with { Evidence = Statements(scheme, thin) }));
        if (filer == Claimant) story.And(Applicant, new ApplicationCommand.Invite("key-1")).And(Claimant, ClaimPlace);
        if (scheme.Fees.Any(fee => fee.IsDueAtFiling)) story.And(filer, Pay with { PaidOn = day });
        return story.And(filer, new ApplicationCommand.Submit(TheWorker, Evidence, Quota: scheme.Quota is { ReserveAt: "submission" } quota ? new(quota.Id, day.Year, QuotaPlace.Reserved) : null));
    }

    public static Case At(Case story, DateTimeOffset at)
    {
        story.Context = story.Context with { At = at };
        return story;
    }

    private static Case Play(Case story, Act act)
    {
        At(story, story.Context.At.AddHours(act.Hours));
        var scheme = story.State.SchemeFor(story.Context.At, Open)!;
        var open = story.State.Tasks.Where(task => !task.IsFinished).ToArray();
        var task = open.Length > 0 ? open[act.Task % open.Length] : story.State.Tasks[act.Task % story.State.Tasks.Count];
        var step = scheme.Step(task.Step);
        var official = new Core.Authorities.Official(Mari.Id, task.Authority, "short-term", Mari.Name, Mari.Position);
        var desk = new Actor("desk", task.Authority);
        var inquiry = story.State.Inquiries.LastOrDefault(asked => asked.AnsweredOn is null)?.Number ?? act.Task;
        (Actor Who, ApplicationCommand What) move = act.Kind switch
        {
            <= 11 or 17 when step.Actor is not null => (Applicant, new ApplicationCommand.Report(step.Code, step.Outcomes[0], null)),
            <= 8 => (desk, Outcome(task, step, step.Outcomes[0], scheme, official)),
            9 => (desk, Outcome(task, step, step.Outcomes[act.Choice % step.Outcomes.Count], scheme, act.Choice == 0 ? null : official)),
            10 => (desk, new ApplicationCommand.RequestInformation(task.Number, [scheme.Evidence[0].Type], "Please.", official)),
            11 => (desk, new ApplicationCommand.IntendToRefuse(task.Number, Grounds(scheme, act.Choice == 0 ? "inadmissible-quota" : "refused"), "So.", official)),
            12 => (Applicant, Reply(inquiry, act.Choice == 0 ? story.State.Form!.Employment! with { JobTitle = $"Post {act.Task}" } : null)),
            13 => (Applicant, Reply(inquiry)),
            14 => (Applicant, Reply(inquiry) with { Evidence = Statements(scheme) }),
            15 => (Actor.Hub, new ApplicationCommand.TimeOut(task.Number)),
            16 => (Actor.Hub, act.Choice == 0 ? new ApplicationCommand.Lapse(inquiry) : new ApplicationCommand.PassPeriod()),
            17 => (desk, new ApplicationCommand.Extend(task.Number, "A complex case.", official)),
            18 => act.Choice < 5 ? (Applicant, new ApplicationCommand.Appeal("It is wrong.")) : (new Actor("desk", scheme.DecidingStep.Authority!), new ApplicationCommand.DecideAppeal(story.State.Appeals.Count, AppealResult.Annulled, "So it is.", Mari)),
            _ when act.Choice >= 5 && scheme.Quota is { } quota => (Actor.Hub, new ApplicationCommand.EnterQuota(new(quota.Id, story.State.SubmittedOn!.Value.Year, QuotaPlace.Reserved))),
            _ => (Actor.Hub, new ApplicationCommand.RecordPayment(Register(story.State, Pay.BankReference, act.Choice < 3 ? Core.Fees.FeePaymentStatus.Returned : Core.Fees.FeePaymentStatus.Received, act.Choice))),
        };
        story.By(move.Who).When(move.What);
        return story;
    }

    private static ApplicationCommand.Complete Outcome(AuthorityTask task, SchemeStep step, string outcome, Scheme scheme, Core.Authorities.Official? official) => new(
        task.Number, outcome, "Words.", step.Decides && outcome != step.Outcomes[0] ? Grounds(scheme, outcome) : [], step.On[outcome] == StepEffect.RequestInformation ? [scheme.Evidence[0].Type] : [], official, ThePermit);

    private static string[] Grounds(Scheme scheme, string outcome) => [.. scheme.Decision.Grounds.Where(ground => ground.Outcome == outcome).Select(ground => ground.Code).Take(1)];

    private static ApplicationForm Form(Scheme scheme, DateOnly day)
    {
        var start = day.Month < 7 ? new DateOnly(day.Year, 7, 1) : new DateOnly(day.Year + 1, 4, 1);
        return Cast.Form with
        {
            Worker = Olena with
            {
                Citizenships = [scheme.Id switch { "bla-care-pathway" => "PHL", "ca-seasonal-agricultural-worker" => "JAM", _ => "UKR" }],
                Residence = "UKR",
                QualificationCountry = "UKR",
                TravelDocument = Olena.TravelDocument! with { Expires = start.AddYears(5) },
            },
            Employment = Post with
            {
                Category = scheme.Id == "eu-intra-corporate-transfer" ? "specialist" : "standard",
                Isco = scheme.Occupations.FirstOrDefault(scheme.Id == "ee-eu-blue-card" ? "2144" : "9211"),
                Nace = scheme.Sectors.Contains("C") ? "25.53" : "01.24",
                WageMonthly = new(6000m, scheme.Remuneration.Amount?.Currency ?? "EUR"),
                PlannedStart = start,
                PlannedEnd = scheme.Id == "ee-eu-blue-card" ? start.AddYears(1) : start.AddDays(150),
                UserUndertaking = null,
            },
            LegalStay = new(ApplicationFormRules.VisaToBeSought),
        };
    }

    private static EvidenceStatement[] Statements(Scheme scheme, bool thin = false) =>
        [.. scheme.Evidence.Where(rule => rule is { Mandatory: true, IsDeclared: true } && (!thin || !rule.IsUploaded)).Select(rule => new EvidenceStatement(rule.Type, "So it is."))];

    private sealed record Act(int Kind, int Task, int Choice, int Hours);
}
