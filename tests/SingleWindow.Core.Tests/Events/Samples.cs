using System.Text.Json;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Events;

/// <summary>One full example of every event, personal members included. All people are made up.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 15, 30, 250, TimeSpan.Zero);
    private static readonly DateTimeOffset EndOfDay = new(2026, 3, 4, 22, 0, 0, TimeSpan.Zero);
    private static readonly Guid Value = new("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f");
    private static readonly EmployerId Employer = new(Value);
    private static readonly WorkerId Worker = new(Value);
    private static readonly WorkerId Another = new(new("0198c5d0a1b27c3d8e4f5a6b7c8d9e10"));
    private static readonly OfficialId Official = new(Value);
    private static readonly PermitId Permit = new(Value);
    private static readonly RecordId Record = new(Value);
    private static readonly DocumentId Document = new(Value);
    private static readonly ApplicationId Application = new(Value);

    private static readonly ApplicationForm Form = new(
        "REF-1",
        new("Олена", "Õunapuu-Коваль", new(1990, 1, 1), "F", ["UKR"], "49001010008", new("passport", "FA123456", "UKR", new(2029, 5, 31)), "olena@example.org"),
        new("standard", "Welder", "7212", new(2092.00m, "EUR"), 37.5m, "Made-up street 1, Tallinn", new(2026, 4, 1), new(2026, 12, 31), "70000349"),
        new("visa", "D-123456", new(2027, 1, 31)),
        [new("employment-contract-or-binding-offer", "Binding offer of 1 March 2026.")]);

    private static readonly EvidenceCopy[] Said = [new("tax-standing", [new("arrearsEur", "12.5"), new("asOf", "2026-03-01")])];

    public static IReadOnlyList<object> All { get; } =
    [
        new ApplicationEvent.Drafted(Application, Employer, "ee-short-term-employment", "REF-1", Form, At),
        new ApplicationEvent.DraftSaved("REF-1", Form, At),
        new ApplicationEvent.Submitted(
            Worker, "2026-01",
            [new("tax-standing", "record:tax-standing", EvidenceResult.Met, Record, At), new("sanction", "record:sanction", EvidenceResult.NotMet), new("employer-profile", "record:employer-profile", EvidenceResult.Missing)],
            new(2026, 3, 2), Form, At, Said: Said),
        new ApplicationEvent.TaskOpened(1, "completeness", "MIG", true, new(2026, 3, 4), EndOfDay, At),
        new ApplicationEvent.TaskClaimed(1, Official, At),
        new ApplicationEvent.InquiryOpened(1, InquiryKind.Hearing, 4, ["REF-PAY"], new(2026, 3, 2), new(2026, 3, 9), EndOfDay, "The pay is too low.", At),
        new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 3), "We raise it.", Form, At, Said: Said),
        new ApplicationEvent.InquiryLapsed(1, At),
        new ApplicationEvent.EvidenceUpdated(Record, [new("tax-standing", "record:tax-standing", EvidenceResult.NotMet, Record, At, Version: 2)], At, Said),
        new ApplicationEvent.Completed(new(2026, 3, 2), "2026-01", At, Said: Said),
        new ApplicationEvent.TaskPaused(2, new(1, PeriodUnit.WorkingDays), At),
        new ApplicationEvent.TaskResumed(2, new(2026, 3, 11), EndOfDay, At),
        new ApplicationEvent.DueSet(new(2026, 3, 16), EndOfDay, At),
        new ApplicationEvent.TaskDone(2, "objection", Official, "The arrears are above the limit.", At),
        new ApplicationEvent.TaskTimedOut(3, true, At),
        new ApplicationEvent.Overdue(new(2026, 3, 16), At),
        new ApplicationEvent.Decided(
            ApplicationStatus.NotReviewed, ["NR-NO-ANSWER"], ["Administrative Procedure Act (HMS) § 15"], "Nobody answered.", Official, "Mari Maasikas, adviser", "MIG", new(2026, 3, 16),
            "Administrative court", new(2026, 4, 15), new(Permit, Worker, Employer, "ee-short-term-employment", "2026-01", new(2026, 4, 1), new(2026, 12, 31)),
            new("7212", new(2092.00m, "EUR")), At),
        new ApplicationEvent.ChecksLeftOut("register-entry", At),
        new ApplicationEvent.Extended(new(30, PeriodUnit.CalendarDays), Official, "A complex case.", At),
        new ApplicationEvent.Discontinued("arrival-notice", new(2026, 7, 1), At),
        new ApplicationEvent.Served(ApplicantSide.Worker, new(2026, 3, 17), new(2026, 4, 16), At),
        new ApplicationEvent.Appealed(1, new(2026, 3, 20), "The pay was raised.", At),
        new ApplicationEvent.AppealDecided(1, AppealResult.Annulled, new(2026, 4, 20), "The pay was not looked at.", Official, At),
        new ApplicationEvent.Withdrawn("The worker has changed her mind.", At),
        new ApplicationEvent.OfPermit.RenewalFiled(Permit, new(2026, 3, 2), At),
        new ApplicationEvent.OfPermit.RenewalSettled(Permit, ApplicationStatus.Granted, Permit, new(2027, 1, 1), new(2026, 3, 16), At),
        new ApplicationEvent.OfPermit.GrantReplaced(Permit, ApplicationStatus.Refused, new(2026, 5, 4), At),
        new ApplicationEvent.OfDocument.Added(Document, "qualification-or-experience", "application/pdf", 123456, new string('a', 64), "tunnistus.pdf", At),
        new ApplicationEvent.OfDocument.Scanned(Document, DocumentStatus.Infected, At),
        new ApplicationEvent.OfDocument.Deleted(Document, At),
        new ApplicationEvent.OfDocument.Destroyed([Document], At),
        new ApplicationEvent.Expired(At),
        new WorkerEvent.Registered(Worker, ["key-1", "key-2"], new("Олена", "Õunapuu-Коваль", new(1990, 1, 1), ["UKR"]), At),
        new WorkerEvent.IdentityKeyAdded("key-3", At),
        new WorkerEvent.ChangeProposed(Worker, IdentityChange.Merge, Another, "operator-1", EndOfDay, new string('a', 64), "The same face on both passports.", At),
        new WorkerEvent.Merged(Worker, Another, "operator-1", "operator-2", "The same face on both passports.", At),
        new WorkerEvent.Split(Worker, Another, [new("key-5", "document")], "operator-1", "operator-2", "A twin.", At),
        new WorkerEvent.Corrected(Worker, new(1990, 1, 2), ["key-3"], "operator-1", "operator-2", "Mistyped.", At),
        new WorkerEvent.CandidateNoted(Worker, Another, At),
        new WorkerEvent.CandidateDismissed(Worker, Another, "operator-1", At),
        new WorkerEvent.DaysFiled(Application, Employer, "ee-short-term-employment", new(2026, 4, 1), new(2026, 12, 31), At),
        new WorkerEvent.DaysReleased(Application, At),
        new WorkerEvent.StayReserved(Application, "ee-short-term-employment", new(2026, 4, 1), new(2026, 12, 31), At),
        new EmployerEvent.Registered(Employer, "12345678", "EST", "Made-up Welding OÜ", "key-4", At),
        new EmployerEvent.ContactGiven("info@made-up-welding.example", "key-5", At),
        new ContactEvent.Claimed(Worker, "app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f", At),
        new ContactEvent.Released(Worker, "app_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f", At),
        new AuthorityEvent.OfficialAppointed(Official, "MIG", "short-term", "Mari Maasikas", "adviser", At),
        new PermitEvent.Granted(Permit, Application, "ee-short-term-employment", "2026-01", Worker, Employer, new(2026, 4, 1), new(2026, 12, 31), new("7212", new(2092.00m, "EUR")), At),
        new PermitEvent.Expired(new(2026, 12, 31), At),
        new PermitEvent.Ended(new(2026, 9, 30), "employment-ended", At),
        new PermitEvent.OfNotice.Arrived(new(2026, 4, 2), "By the night train.", At),
        new PermitEvent.OfNotice.NotStarted(new(2026, 4, 1), "She found other work.", At),
        new PermitEvent.OfNotice.EmploymentEnded(new(2026, 9, 30), new(2026, 12, 31), EndOfDay, "By agreement.", At),
        new PermitEvent.OfNotice.EndConfirmed(new(2026, 9, 30), new(2026, 10, 5), new(Value), new(2026, 12, 31), EndOfDay, At),
        new PermitEvent.OfNotice.Retracted("It was another.", At),
        new PermitEvent.OfNotice.SearchExtended(new(Value), new(2027, 3, 31), EndOfDay, At),
        new PermitEvent.OfEmployer.ChangeProposed(
            1, Employer, new(2026, 5, 18), new(2026, 5, 4), new(2026, 6, 3), ["tax-standing"], new("Fitter", new(3500.00m, "EUR"), 40m, "Made-up street 2, Tartu"), new("7233", new(3138.00m, "EUR")), At),
        new PermitEvent.OfEmployer.ChangeAnswered(1, true, new(2026, 5, 4), new(2026, 6, 3), new(2026, 6, 4), EndOfDay, At),
        new PermitEvent.OfEmployer.ChangeOpposed(
            1, ["REF-PAY"], ["Aliens Act (VMS) § 107"], "The pay is too low.", Official, "Mari Maasikas, adviser", "MIG", new(2026, 5, 11), "Administrative court", new(2026, 6, 10), At),
        new PermitEvent.OfEmployer.Changed(1, Employer, Employer, new(2026, 6, 4), new("7233", new(3138.00m, "EUR")), At),
        new PermitEvent.OfRenewal.Filed(Application, new(2026, 12, 1), At),
        new PermitEvent.OfRenewal.Settled(Application, "granted", Permit, new(2026, 12, 20), EndOfDay, new(2026, 12, 15), At),
        new PermitEvent.OfWithdrawal.Intended(["WDR-NOT-STARTED"], new(2026, 5, 4), new(2026, 5, 11), Official, "The work did not begin.", At),
        new PermitEvent.OfWithdrawal.Replied(true, new(2026, 5, 5), "I was ill.", At),
        new PermitEvent.OfWithdrawal.Dropped(Official, At),
        new PermitEvent.OfWithdrawal.Revoked(
            ["WDR-NOT-STARTED"], ["Administrative Procedure Act (HMS) §§ 64-66"], "The work did not begin.", Official, "Mari Maasikas, adviser", "MIG", new(2026, 5, 12), "Administrative court",
            new(2026, 6, 11), At),
        new PermitEvent.OfAppeal.Appealed(1, true, new(2026, 5, 20), "I was ill.", At),
        new PermitEvent.OfAppeal.Decided(1, AppealResult.Annulled, new(2026, 6, 20), "The illness was not looked at.", Official, At, true, new(2026, 7, 1), EndOfDay),
        new RecordEvent.Declared(Record, "working-time", "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b", "key-4", 2, JsonElement.Parse("""{"employer":"12345678","hours":40}"""), At, new(2026, 3, 2), "key-5", new(2026, 3, 8), new("key-5", "key-4", new(2026, 3, 2), new(2026, 3, 8), null, "emp_0199a8c07a5c7b1e8f3a2d4c6e8f0a1b")),
        new RecordEvent.Expired(new(Value), "tax-standing", At),
        new RecordEvent.Published(Record, "tax-standing", "TAX", "key-4", 2, JsonElement.Parse("""{"registryCode":"12345678","asOf":"2026-03-01","arrearsEur":99.99,"paymentPlan":null}"""), At, new(2026, 3, 1), new(2026, 3, 31), "key-5", new("key-5", "key-4", new(2026, 3, 1), new(2026, 3, 31), ["key-6"])),
        new BoardEvent.SeatTaken("acc_1", "key-6", At),
        new BoardEvent.SeatLeft("acc_1", At),
        new SwitchEvent.TurnedOff("client/cli_1", "operator-1", At),
        new SwitchEvent.TurnedOn("party/MIG", "operator-1", At),
        new MatrixEvent.Proposed(2, "{\"rows\":[]}", "00ff", "operator-1", At.AddDays(14), At),
        new MatrixEvent.Activated(2, "{\"rows\":[]}", "operator-1", "operator-2", At),
        new ApplicationEvent.OfWorker.WorkerInvited("key-6", new(2026, 4, 1), At),
        new ApplicationEvent.OfWorker.Claimed(Worker, At),
        new InvitationEvent.Issued(Application, At),
        new InvitationEvent.Tried(Worker, At),
        new ApplicationEvent.OfQuota.QuotaEntered("ee-immigration-quota", 2026, QuotaPlace.Waiting, At),
        new ApplicationEvent.OfQuota.QuotaPlaceGiven("ee-immigration-quota", 2026, At),
        new ApplicationEvent.OfQuota.QuotaSettled("ee-immigration-quota", 2026, QuotaPlace.Released, Employer, "inadmissible-quota", At),
        new SchemeEvent.Proposed("ee-seasonal", "2026-07", "{}", "00ff", "operator-1", At.AddDays(14), At),
        new SchemeEvent.Activated("ee-seasonal", "2026-07", "{}", "2026-01", new(2026, 6, 30), "operator-1", "operator-2", At),
        new SchemeListed("ee-seasonal", "2026-07", At),
        new ApplicationEvent.OfFee.PaymentReported(1, 1, new(48.00m, "EUR"), new(2026, 3, 2), Payer.Employer, "2026030200012345", new(2026, 3, 2), At),
        new ApplicationEvent.OfFee.PaymentRecorded(1, 1, new(48.00m, "EUR"), new(2026, 3, 2), Payer.Worker, PaymentStatus.ToReimburse, Record, 2, "2026030200012345", new(2026, 3, 3), At),
        new BankReferenceEvent.Claimed(Application, At),
        new BatchEvent.Received(new(Value), Employer, "ee-short-term-employment", "payroll-1", "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10", 10000, 9998, At),
        new BatchEvent.Cancelled(new(5000, 12, 4988), At),
        new BatchEvent.Finished(new(9900, 100, 0), At),
        new BatchEvent.RowsDestroyed(At),
        new QuotaEvent.Opened("ee-immigration-quota", 2026, 1292, 15, At),
        new QuotaEvent.Resized(1300, 20, At),
        new QuotaEvent.Reserved(Application, Employer, At, At.AddSeconds(1)),
        new QuotaEvent.Queued(Application, Employer, At, At.AddSeconds(1)),
        new QuotaEvent.Promoted(Application, At),
        new QuotaEvent.Consumed(Application, Employer, At),
        new QuotaEvent.Released(Application, "withdrawn", At),
        new QuotaEvent.Left(Application, "inadmissible-quota", At),
        new AuditEvent.Recorded("""{"v":1}""", "c2FsdA==", """{"seen":"all"}"""),
        new MandateEvent.Given("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f", 1, "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10", ["applications:write"], ["ee-short-term-employment"], new(2026, 3, 2), new(2027, 3, 1), At),
        new MandateEvent.Ended(1, MandateEnd.Revoked, At),
        new IdentityKeyEvent.Assigned("wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"),
        new IdentityKeyEvent.Released("wrk_0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"),
    ];

    public static object Of(EventKind kind) => All.Single(sample => sample.GetType() == kind.Type);

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var kind in EventCatalog.Default.Kinds) names.Add(kind.Name);
            return names;
        }
    }
}
