using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SingleWindow.Core.Applications;
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
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core;

/// <summary>How events are written: camelCase, no nulls. A persistent contract; see the golden files.</summary>
public static class EventJson
{
    /// <summary>The one set of options for stored events.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(
            ApplicationJson.Default, DocumentJson.Default, WorkerJson.Default, EmployerJson.Default, AuthorityJson.Default, PermitJson.Default, RecordJson.Default, QuotaJson.Default, SchemeEventJson.Default, AuditJson.Default, IdentityJson.Default, MandateJson.Default, FeeJson.Default, BatchJson.Default, CallerJson.Default, BoardJson.Default),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApplicationEvent.Drafted))]
[JsonSerializable(typeof(ApplicationEvent.DraftSaved))]
[JsonSerializable(typeof(ApplicationEvent.Submitted))]
[JsonSerializable(typeof(ApplicationEvent.TaskOpened))]
[JsonSerializable(typeof(ApplicationEvent.TaskClaimed))]
[JsonSerializable(typeof(ApplicationEvent.InquiryOpened))]
[JsonSerializable(typeof(ApplicationEvent.InquiryAnswered))]
[JsonSerializable(typeof(ApplicationEvent.InquiryLapsed))]
[JsonSerializable(typeof(ApplicationEvent.Completed))]
[JsonSerializable(typeof(ApplicationEvent.EvidenceUpdated))]
[JsonSerializable(typeof(ApplicationEvent.TaskPaused))]
[JsonSerializable(typeof(ApplicationEvent.TaskResumed))]
[JsonSerializable(typeof(ApplicationEvent.DueSet))]
[JsonSerializable(typeof(ApplicationEvent.TaskDone))]
[JsonSerializable(typeof(ApplicationEvent.TaskTimedOut))]
[JsonSerializable(typeof(ApplicationEvent.Overdue))]
[JsonSerializable(typeof(ApplicationEvent.Decided))]
[JsonSerializable(typeof(ApplicationEvent.ChecksLeftOut))]
[JsonSerializable(typeof(ApplicationEvent.Extended))]
[JsonSerializable(typeof(ApplicationEvent.Discontinued))]
[JsonSerializable(typeof(ApplicationEvent.Served))]
[JsonSerializable(typeof(ApplicationEvent.Appealed))]
[JsonSerializable(typeof(ApplicationEvent.Expired))]
[JsonSerializable(typeof(ApplicationEvent.AppealDecided))]
[JsonSerializable(typeof(ApplicationEvent.Withdrawn))]
[JsonSerializable(typeof(ApplicationEvent.OfWorker.WorkerInvited))]
[JsonSerializable(typeof(ApplicationEvent.OfWorker.Claimed))]
[JsonSerializable(typeof(InvitationEvent.Issued))]
[JsonSerializable(typeof(InvitationEvent.Tried))]
[JsonSerializable(typeof(ApplicationEvent.OfQuota.QuotaEntered))]
[JsonSerializable(typeof(ApplicationEvent.OfQuota.QuotaPlaceGiven))]
[JsonSerializable(typeof(ApplicationEvent.OfQuota.QuotaSettled))]
[JsonSerializable(typeof(ApplicationEvent.OfFee.PaymentReported))]
[JsonSerializable(typeof(ApplicationEvent.OfFee.PaymentRecorded))]
[JsonSerializable(typeof(ApplicationEvent.OfPermit.RenewalFiled))]
[JsonSerializable(typeof(ApplicationEvent.OfPermit.RenewalSettled))]
[JsonSerializable(typeof(ApplicationEvent.OfPermit.GrantReplaced))]
internal sealed partial class ApplicationJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkerEvent.Registered))]
[JsonSerializable(typeof(WorkerEvent.IdentityKeyAdded))]
[JsonSerializable(typeof(WorkerEvent.ChangeProposed))]
[JsonSerializable(typeof(WorkerEvent.Merged))]
[JsonSerializable(typeof(WorkerEvent.Split))]
[JsonSerializable(typeof(WorkerEvent.Corrected))]
[JsonSerializable(typeof(WorkerEvent.CandidateNoted))]
[JsonSerializable(typeof(WorkerEvent.CandidateDismissed))]
[JsonSerializable(typeof(WorkerEvent.StayReserved))]
[JsonSerializable(typeof(WorkerEvent.DaysFiled))]
[JsonSerializable(typeof(WorkerEvent.DaysReleased))]
[JsonSerializable(typeof(ContactEvent.Claimed))]
[JsonSerializable(typeof(ContactEvent.Released))]
internal sealed partial class WorkerJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EmployerEvent.Registered))]
[JsonSerializable(typeof(EmployerEvent.ContactGiven))]
internal sealed partial class EmployerJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuthorityEvent.OfficialAppointed))]
internal sealed partial class AuthorityJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PermitEvent.Granted))]
[JsonSerializable(typeof(PermitEvent.Expired))]
[JsonSerializable(typeof(PermitEvent.Ended))]
[JsonSerializable(typeof(PermitEvent.OfNotice.Arrived))]
[JsonSerializable(typeof(PermitEvent.OfNotice.NotStarted))]
[JsonSerializable(typeof(PermitEvent.OfNotice.EmploymentEnded))]
[JsonSerializable(typeof(PermitEvent.OfNotice.EndConfirmed))]
[JsonSerializable(typeof(PermitEvent.OfNotice.Retracted))]
[JsonSerializable(typeof(PermitEvent.OfNotice.SearchExtended))]
[JsonSerializable(typeof(PermitEvent.OfEmployer.ChangeProposed))]
[JsonSerializable(typeof(PermitEvent.OfEmployer.ChangeAnswered))]
[JsonSerializable(typeof(PermitEvent.OfEmployer.ChangeOpposed))]
[JsonSerializable(typeof(PermitEvent.OfEmployer.Changed))]
[JsonSerializable(typeof(PermitEvent.OfRenewal.Filed))]
[JsonSerializable(typeof(PermitEvent.OfRenewal.Settled))]
[JsonSerializable(typeof(PermitEvent.OfWithdrawal.Intended))]
[JsonSerializable(typeof(PermitEvent.OfWithdrawal.Replied))]
[JsonSerializable(typeof(PermitEvent.OfWithdrawal.Dropped))]
[JsonSerializable(typeof(PermitEvent.OfWithdrawal.Revoked))]
[JsonSerializable(typeof(PermitEvent.OfAppeal.Appealed))]
[JsonSerializable(typeof(PermitEvent.OfAppeal.Decided))]
internal sealed partial class PermitJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordEvent.Published))]
[JsonSerializable(typeof(RecordEvent.Expired))]
[JsonSerializable(typeof(RecordEvent.Declared))]
[JsonSerializable(typeof(MatrixEvent.Proposed))]
[JsonSerializable(typeof(MatrixEvent.Activated))]
internal sealed partial class RecordJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuotaEvent.Opened))]
[JsonSerializable(typeof(QuotaEvent.Resized))]
[JsonSerializable(typeof(QuotaEvent.Reserved))]
[JsonSerializable(typeof(QuotaEvent.Queued))]
[JsonSerializable(typeof(QuotaEvent.Promoted))]
[JsonSerializable(typeof(QuotaEvent.Consumed))]
[JsonSerializable(typeof(QuotaEvent.Released))]
[JsonSerializable(typeof(QuotaEvent.Left))]
internal sealed partial class QuotaJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SchemeEvent.Proposed))]
[JsonSerializable(typeof(SchemeEvent.Activated))]
[JsonSerializable(typeof(SchemeListed))]
internal sealed partial class SchemeEventJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditEvent.Recorded))]
internal sealed partial class AuditJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentityKeyEvent.Assigned))]
[JsonSerializable(typeof(IdentityKeyEvent.Released))]
internal sealed partial class IdentityJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MandateEvent.Given))]
[JsonSerializable(typeof(MandateEvent.Ended))]
internal sealed partial class MandateJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BankReferenceEvent.Claimed))]
internal sealed partial class FeeJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchEvent.Received))]
[JsonSerializable(typeof(BatchEvent.Cancelled))]
[JsonSerializable(typeof(BatchEvent.Finished))]
[JsonSerializable(typeof(BatchEvent.RowsDestroyed))]
internal sealed partial class BatchJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SwitchEvent.TurnedOff))]
[JsonSerializable(typeof(SwitchEvent.TurnedOn))]
internal sealed partial class CallerJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BoardEvent.SeatTaken))]
[JsonSerializable(typeof(BoardEvent.SeatLeft))]
internal sealed partial class BoardJson : JsonSerializerContext;
