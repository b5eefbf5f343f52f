using System.Text.Json;

namespace SingleWindow.Demo.Hub;

// What an outside party reads and writes: only the members that this country needs, written down from the API reference.
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record Problem(string? Code, int? Status);

internal sealed record Party(string Id);

internal sealed record Official(string Id, string Name);

internal sealed record Receipt(string Id, int Version);

internal sealed record Money(decimal Amount, string Currency);

internal sealed record TravelDocument(string Type, string Number, string Issuer, DateOnly Expires);

internal sealed record PersonForm(
    string GivenNames, string FamilyName, DateOnly BirthDate, string Sex, IReadOnlyList<string> Citizenships, TravelDocument TravelDocument, string? PersonalCode = null, string? Residence = null, string? QualificationCountry = null);

internal sealed record EmploymentForm(
    string Category, string JobTitle, string Isco, Money WageMonthly, decimal WeeklyHours, string WorkplaceAddress, DateOnly PlannedStart, DateOnly PlannedEnd, string? Nace = null);

internal sealed record LegalStay(string Basis, DateOnly? Until = null, string? Number = null);

internal sealed record Declaration(string Type, string Statement);

internal sealed record ApplicationForm(
    string Reference, PersonForm? Worker = null, EmploymentForm? Employment = null, LegalStay? LegalStay = null, IReadOnlyList<Declaration>? Evidence = null);

internal sealed record ApplicationRow(string Id, string Status, string? Reference, string? Worker);

internal sealed record Application(
    string Id, string Status, string? WorkerId, DateOnly? CompleteOn, DateOnly? DueOn, string? Permit,
    IReadOnlyList<Evidence> Evidence, IReadOnlyList<Inquiry> Inquiries, IReadOnlyList<Step> Steps, IReadOnlyList<TimelineEntry> Timeline, QuotaStanding? Quota = null, IReadOnlyList<string>? Conditions = null,
    ApplicationForm? Form = null)
{
    public Step Step(string code) => Steps.First(step => step.Code == code);

    public IEnumerable<string> Told => Timeline.Select(entry => entry.Code);
}

internal sealed record Evidence(string Type, string Source, string Result);

internal sealed record Inquiry(int Number, string Kind, IReadOnlyList<string> Items, DateOnly RequestedOn, DateOnly ReplyBy, DateOnly? AnsweredOn);

internal sealed record Step(string Code, string Authority, string? Status, string? Outcome, DateOnly? DueOn)
{
    public bool IsOver => Status is "done" or "no-objection" or "cancelled";
}

internal sealed record TimelineEntry(string Code, string Text);

internal sealed record Decision(string Outcome, string? SignedBy, IReadOnlyList<Ground> Grounds, string? Reasons, IReadOnlyList<string> LegalBasis, string AppealTo, string? Permit);

internal sealed record Ground(string Code, string Title);

internal sealed record PermitRow(string Id, string Application, string Holder);

internal sealed record Permit(string Id, string? Renews = null);

internal sealed record Duty(string Permit, string Code, string Status, string? SatisfiedBy);

internal sealed record Change(string? Status, DateOnly? OpposeUntil);

internal sealed record TaskRow(string Id, string Application, string Step, string Status);

internal sealed record AuthorityTask(
    string Application, string Step, string Status, JsonElement Data, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Objection> Objections, IReadOnlyList<AnsweredInquiry> Inquiries, QuotaStanding? Quota = null, IReadOnlyList<Fee>? Fees = null)
{
    public T? Field<T>(string name) => Data.TryGetProperty(name, out var value) ? value.Deserialize<T>(JsonSerializerOptions.Web) : default;
}

internal sealed record SchemeRules(string Applicant);

internal sealed record Invitation(string Code);

internal sealed record Fees([property: System.Text.Json.Serialization.JsonPropertyName("fees")] IReadOnlyList<Fee> Items, bool Settled);

internal sealed record Fee(int Number, string? Reference, string Status, Money? Missing, Money? Amount = null);

internal sealed record QuotaStanding(string Id, int Year, string Place);

internal sealed record Objection(string Authority, string Outcome, string? Findings);

internal sealed record AnsweredInquiry(Inquiry Inquiry, string? Answer);
