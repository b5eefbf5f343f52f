using SingleWindow.Core.Authorities;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>Who acts in the stories, and what they write. Everybody is made up.</summary>
internal static class Cast
{
    public const string SchemeId = "ee-short-term-employment";
    public const int Completeness = 1, TaxCheck = 2, LabourCheck = 3, Decision = 4;

    public static readonly ApplicationId TheApplication = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e01"));
    public static readonly EmployerId TheEmployer = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e02"));
    public static readonly WorkerId TheWorker = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e03"));
    public static readonly PermitId ThePermit = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e04"));

    public static readonly Actor Applicant = new("portal", TheEmployer.ToString());
    public static readonly Actor Claimant = new("app", TheWorker.ToString());
    public static readonly Actor Stranger = new("portal", new EmployerId(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e05")).ToString());
    public static readonly Actor Mig = new("mig-desk", "MIG", "short-term"), Tax = new("tax-desk", "TAX"), Lab = new("lab-desk", "LAB");

    public static readonly Official Mari = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e06")), "MIG", "short-term", "Mari Maasikas", "adviser");
    public static readonly Official Jaan = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e07")), "MIG", "short-term", "Jaan Jõgi", "head of unit");
    public static readonly Official Toomas = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e08")), "TAX", "wages", "Toomas Tamm", "auditor");
    public static readonly Official Liis = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e09")), "LAB", "north", "Liis Lepp", "inspector");

    public static readonly string[] PayGround = ["REF-PAY"];
    public static readonly string[] QuotaGround = ["INA-QUOTA"];
    public static readonly string[] SilenceGround = ["NR-NO-ANSWER"];

    public static readonly PersonForm Olena = new(
        "Olena", "Koval", new(1990, 1, 1), "F", ["UKR"], "49001010001", new("passport", "FA123456", "UKR", new(2029, 5, 31)), "olena@example.org");

    public static readonly EmploymentForm Post = new(
        "standard", "Welder", "7212", new(2092.00m, "EUR"), 40m, "Made-up street 1, Tallinn", new(2026, 4, 1), new(2026, 12, 31), null, "25.53");

    public static readonly ApplicationForm Form = new(
        "REF-1", Olena, Post, new("visa", "D-123456", new(2027, 1, 31)),
        [new("employment-contract-or-binding-offer", "Binding offer of 1 March 2026."), new("qualification-or-experience", "Six years as a welder.")]);

    public static readonly RecordId TheRecord = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    public static readonly EvidenceItem[] Evidence = [new("tax-standing", "record:tax-standing", EvidenceResult.Met, TheRecord, DateTimeOffset.UnixEpoch, Version: 1)];

    /// <summary>Today's law with what other schemes know besides: places that are counted, more time, and a check whose silence ends the case.</summary>
    public static SchemeCatalog Rich { get; } = Enrich(SchemeCatalog.Default.Newest(SchemeId)!);

    /// <summary>Today's law, but the worker files, or either of them.</summary>
    public static SchemeCatalog With(ApplicantRule applicant) => new([SchemeCatalog.Default.Newest(SchemeId)! with { Applicant = applicant }]);

    public static ApplicationCommand.ClaimPlace ClaimPlace { get; } = new("key-1", "FA123456", new(1990, 1, 1));

    public static ApplicationCommand.Draft Draft(ApplicationForm? form = null) => new(TheApplication, TheEmployer, SchemeId, form ?? Form);

    /// <summary>What the register says about a payment of the fee; a second payment unless it names the first.</summary>
    public static Core.Fees.FeePayment Register(Application app, string bank = "REGISTER-1", Core.Fees.FeePaymentStatus status = Core.Fees.FeePaymentStatus.Received, int version = 1) =>
        new(Core.Fees.PaymentReference.Of(app.Id, 1), bank, new(48.00m, "EUR"), new(2026, 3, 2), Core.Fees.Payer.Employer, status, new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0b")), version, new(2026, 3, 3, 7, 0, version, TimeSpan.Zero));

    public static readonly DocumentId TheDocument = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0a"));

    public static ApplicationCommand.OfDocument.Add Upload(DocumentId? document = null, string type = "qualification-or-experience", bool unscanned = false) =>
        new(document ?? TheDocument, type, "application/pdf", 1000, new string('a', 64), "certificate.pdf", unscanned);

    /// <summary>The fee of the scheme, paid by the employer on the day of the draft.</summary>
    public static ApplicationCommand.ReportPayment Pay { get; } = new(null, new(48.00m, "EUR"), new(2026, 3, 2), Core.Fees.Payer.Employer, "2026030200012345");

    public static ApplicationCommand.Submit Submit => new(TheWorker, Evidence);

    public static ApplicationCommand.Answer Reply(int inquiry, EmploymentForm? post = null) => new(inquiry, "Here it is.", post, null, null);

    public static ApplicationCommand.Complete Done(int task, string outcome, Official? official = null, string? findings = null, params string[] items) =>
        new(task, outcome, findings, [], items, official, ThePermit);

    public static ApplicationCommand.Complete Grant(int task = Decision) => Done(task, "granted", Mari);

    public static ApplicationCommand.Complete Refuse(int task = Decision) => new(task, "refused", "The pay is too low.", PayGround, [], Mari, ThePermit);

    public static ApplicationCommand.Complete NotReview(int task) => new(task, "not-reviewed", "No answer came.", SilenceGround, [], Mari, ThePermit);

    public static ApplicationCommand.RequestInformation Ask(int task) => new(task, ["qualification-or-experience"], "Please send the certificate.");

    private static SchemeCatalog Enrich(Scheme today)
    {
        var decision = today.Decision with
        {
            Outcomes = [.. today.Decision.Outcomes, "inadmissible-quota"],
            Grounds = [.. today.Decision.Grounds, new("INA-QUOTA", "No place is left", "VMS § 113", "inadmissible-quota")],
            Extension = new(30, PeriodUnit.CalendarDays, "Complex"),
        };
        return new([today with
        {
            Decision = decision,
            Steps = [.. today.Steps.Select(step => step switch
            {
                { Decides: true } => step with { Outcomes = decision.Outcomes, On = new Dictionary<string, StepEffect>(step.On) { ["inadmissible-quota"] = StepEffect.EndInadmissibleQuota } },
                { Code: "labour-check" } => step with { OnTimeout = TimeoutEffect.Discontinue },
                _ => step,
            })],
        }]);
    }

    public static ApplicationCommand.IntendToRefuse Hear(int task = Decision) => new(task, PayGround, "The pay is too low.");
}
