using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>What leaves an audit entry, with the events or before an answer.</summary>
internal sealed partial class ApplicationGrain
{
    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Application after, IReadOnlyList<ApplicationEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = await Used(events, after, context, ct);
        foreach (var invited in events.OfType<ApplicationEvent.OfWorker.WorkerInvited>()) born.Add(await Issued(invited, after, ct));
        foreach (var decided in events.OfType<ApplicationEvent.Decided>())
        {
            var act = new AuditAct(
                AuditLog.NewXid(context.At), "application.decided", context.At, context.Actor, "P01", after.Scheme + " " + after.SchemeVersion, ["*"], WireName.Of(decided.Outcome),
                JsonSerializer.Serialize(new { application = after.Id.ToString(), official = decided.Official.ToString(), grounds = decided.Grounds }));
            born.Add(await audit.Entry(act, after.Worker.ToString()!, ct));
        }
        return born;
    }

    // What a register said about a payment was used: that leaves a trace, as a read does.
    private async Task<List<StreamAppend>> Used(IReadOnlyList<ApplicationEvent> events, Application after, CommandContext context, CancellationToken ct)
    {
        var traces = new List<StreamAppend>();
        foreach (var recorded in events.OfType<ApplicationEvent.OfFee.PaymentRecorded>())
        {
            var act = new AuditAct(
                AuditLog.NewXid(context.At), "fee-payment.used", context.At, context.Actor, "P01", after.Scheme, ["amount", "currency", "paidOn", "payer", "reference", "status"], WireName.Of(recorded.Status),
                $$"""{"application":"{{after.Id}}","record":"{{recorded.Record}}","version":{{recorded.RecordVersion}}}""");
            traces.Add(await audit.Entry(act, after.Worker?.ToString() ?? after.Id.ToString(), ct));
        }
        foreach (var filed in events.OfType<ApplicationEvent.Submitted>())
            if (SchemeOf(after, context.At) is var scheme && LooksBack(scheme)) traces.Add(await audit.Entry(LookedBack(after, scheme, "within", context), filed.Worker.ToString(), ct));
        foreach (var item in events.SelectMany(Judged).Where(item => item.IsOfWorkersRegister(after.SchemeFor(context.At, schemes)!))) traces.Add(await Looked(item, after, context, ct));
        return traces;
    }

    private static IReadOnlyList<EvidenceItem> Judged(ApplicationEvent happened) => happened switch
    {
        ApplicationEvent.Submitted e => e.Evidence,
        ApplicationEvent.InquiryAnswered { Evidence: { } evidence } => evidence,
        ApplicationEvent.Completed { Evidence: { } evidence } => evidence,
        ApplicationEvent.EvidenceUpdated e => e.Evidence,
        _ => [],
    };

    // The window of a scheme counts the days of permits that other employers have, too: the worker may know who had it looked at, and of what came out no day is told to anybody.
    private static bool LooksBack(Scheme scheme) => scheme.Stay is { Window: not null } or { CoolingOff: not null } or { Unit: StayUnit.MonthsPerCalendarYear };

    private static AuditAct LookedBack(Application app, Scheme scheme, string result, CommandContext context) => new(
        AuditLog.NewXid(context.At), "permits.read", context.At, Actor.Hub, "P01", $"{scheme.Id} {scheme.Version}", ["validFrom", "validTo"], "allowed",
        JsonSerializer.Serialize(new { application = app.Id.ToString(), result }));

    // The hub looked into a register about the worker, whoever made it look: that is the worker's to know, also when nothing was there (ADR 0013).
    private async Task<StreamAppend> Looked(EvidenceItem item, Application after, CommandContext context, CancellationToken ct)
    {
        var rule = item.RuleIn(after.SchemeFor(context.At, schemes)!)!;
        var type = RecordTypes.Find(rule.RecordType!)!;
        var act = new AuditAct(
            AuditLog.NewXid(context.At), "evidence.read", context.At, Actor.Hub, "P01", $"{after.Scheme} {after.SchemeVersion}", item.Record is null ? [] : EvidenceTests.Members(rule), item.Record is null ? "nothing" : "allowed",
            JsonSerializer.Serialize(new { application = after.Id.ToString(), type = type.Id, record = item.Record?.ToString(), asOf = item.AsOf, result = WireName.Of(item.Result) }));
        return await audit.Entry(act, after.Worker.ToString()!, ct);
    }

    private async Task<Versioned<TaskView>> Disclose(Shown shown, long version, CommandContext context, CancellationToken ct) =>
        await Audited(new Versioned<TaskView>(await family.Resolve(shown.Task, ct), version), shown.Row, context, ct);

    // Whatever shows a case shows personal data, also the answer to a command: it is audited before it leaves.
    private async Task<Versioned<T>> Audited<T>(Versioned<T> shown, AccessRow row, CommandContext context, CancellationToken ct) where T : class
    {
        var act = new AuditAct(
            AuditLog.NewXid(context.At), "application.read", context.At, context.Actor, row.Purpose, row.Id, row.Fields, "allowed",
            $$"""{"application":"{{State.Id}}","version":{{shown.Version}}}""");
        await audit.Record(act, State.Worker.ToString()!, ct);
        return shown;
    }
}
