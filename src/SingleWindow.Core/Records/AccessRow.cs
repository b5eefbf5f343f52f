using System.Text.Json;
using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>One lawful (or for ever unlawful) way to a record type. It rests on exactly one basis; its conditions are closed members, never prose.</summary>
/// <param name="Id">Stable id of the row.</param>
/// <param name="RecordType">What.</param>
/// <param name="Requester">Code of the authority, or <c>*</c>.</param>
/// <param name="Purpose">Such as <c>P01</c>, permit decision.</param>
/// <param name="Basis">Why it is lawful.</param>
/// <param name="Fields">Members granted; <c>*</c> for all.</param>
/// <param name="Transform">What is done to the person's identity on the way out.</param>
/// <param name="AnswerAs">test: yes or no, and the granted members only when the test fails.</param>
/// <param name="SubjectFilter">permit-holder: only records about persons who hold a permit.</param>
/// <param name="Precondition">What must be going on.</param>
/// <param name="Where">Only records of which this member says one of these values.</param>
/// <param name="Agreement">True: a transfer to the partner state needs an agreement in force (GDPR art. 46, 49(3)).</param>
/// <param name="UserRequest">True: only on the person's explicit request.</param>
/// <param name="Preview">True: and the person saw the evidence before it is used (Reg. (EU) 2018/1724 art. 14).</param>
/// <param name="Subscribe">False: by query only, never by subscription.</param>
/// <param name="Visible">When the worker sees the access: at once, or deferred under P12.</param>
public sealed record AccessRow(
    string Id, string RecordType, string Requester, string Purpose, [property: JsonRequired] AccessBasis Basis, IReadOnlyList<string> Fields,
    AccessTransform? Transform = null, AnswerForm? AnswerAs = null, SubjectFilter? SubjectFilter = null, AccessPrecondition? Precondition = null, MemberFilter? Where = null,
    bool Agreement = false, bool UserRequest = false, bool Preview = false, bool? Subscribe = null, AccessVisibility? Visible = null)
{
    /// <summary>True when the law itself lets the authority in: no consent is asked (GDPR art. 6(1)(c), (d), (e)).</summary>
    [JsonIgnore] public bool IsStatutory => Basis is AccessBasis.LegalObligation or AccessBasis.PublicTask or AccessBasis.VitalInterests;

    /// <summary>True when the member is granted.</summary>
    public bool Grants(string member) => Fields.Contains("*") || Fields.Contains(member);
}

/// <summary>On what an access rests.</summary>
[JsonConverter(typeof(NamedEnum<AccessBasis>))]
public enum AccessBasis
{
    /// <summary>Legal obligation, GDPR art. 6(1)(c).</summary>
    [JsonStringEnumMemberName("LO")] LegalObligation,

    /// <summary>Public task, GDPR art. 6(1)(e).</summary>
    [JsonStringEnumMemberName("PT")] PublicTask,

    /// <summary>Vital interests, GDPR art. 6(1)(d).</summary>
    [JsonStringEnumMemberName("VI")] VitalInterests,

    /// <summary>Consent of the worker, GDPR art. 6(1)(a).</summary>
    [JsonStringEnumMemberName("CW")] WorkerConsent,

    /// <summary>Authorisation by the employer: business secrecy, not a consent under the GDPR.</summary>
    [JsonStringEnumMemberName("CE")] EmployerAuthorisation,

    /// <summary>Never, whatever else is said.</summary>
    [JsonStringEnumMemberName("NV")] Never,
}

/// <summary>What is done to the identity of the person.</summary>
[JsonConverter(typeof(KebabCaseEnum<AccessTransform>))]
public enum AccessTransform
{
    /// <summary>A pseudonym stands for the person.</summary>
    Pseudonymise,

    /// <summary>Nothing stands for the person.</summary>
    DropIdentity,
}

/// <summary>How a record is answered.</summary>
[JsonConverter(typeof(KebabCaseEnum<AnswerForm>))]
public enum AnswerForm
{
    /// <summary>As the answer to a test: the granted members only when it fails.</summary>
    Test,
}

/// <summary>About whom.</summary>
[JsonConverter(typeof(KebabCaseEnum<SubjectFilter>))]
public enum SubjectFilter
{
    /// <summary>Persons who hold a permit.</summary>
    PermitHolder,
}

/// <summary>What must be going on.</summary>
[JsonConverter(typeof(KebabCaseEnum<AccessPrecondition>))]
public enum AccessPrecondition
{
    /// <summary>A referral of the person to the anti-trafficking unit.</summary>
    Referral,

    /// <summary>An application about the person, or of the employer, that the requester works on.</summary>
    PendingApplication,

    /// <summary>A mandate of the person.</summary>
    Mandate,
}

/// <summary>When the person sees an access.</summary>
[JsonConverter(typeof(KebabCaseEnum<AccessVisibility>))]
public enum AccessVisibility
{
    /// <summary>When it happens.</summary>
    Immediate,

    /// <summary>Later, under P12 and with an end.</summary>
    Deferred,
}

/// <summary>A member that says one of these values.</summary>
/// <param name="Member">Name of the member.</param>
/// <param name="In">Texts or yes and no.</param>
public sealed record MemberFilter(string Member, IReadOnlyList<JsonElement> In)
{
    /// <summary>True when the record says so.</summary>
    public bool Holds(JsonElement content) => content.TryGetProperty(Member, out var said) && In.Any(value => JsonElement.DeepEquals(value, said));
}
