using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Quotas;

/// <summary>Where an application stands with a quota.</summary>
[JsonConverter(typeof(KebabCaseEnum<QuotaPlace>))]
public enum QuotaPlace
{
    /// <summary>It holds a place.</summary>
    Reserved,

    /// <summary>It waits for one.</summary>
    Waiting,

    /// <summary>It was granted and has used its place up.</summary>
    Used,

    /// <summary>It needs none.</summary>
    Exempt,

    /// <summary>It ended without a grant and has given place or turn back.</summary>
    Released,
}

/// <summary>A quota book, as published: record type <c>quota-book</c>, sensitivity 1.</summary>
/// <param name="Id">Id of the quota.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Size">How many places; absent where the law sets no number.</param>
/// <param name="PerEmployerMax">How many places one employer may hold; absent: no cap.</param>
/// <param name="Reserved">Places held by applications that are not decided yet.</param>
/// <param name="Used">Places that grants have used up.</param>
/// <param name="Released">How often a place was given back, all in all.</param>
/// <param name="Waiting">Applications without a place.</param>
[GenerateSerializer, Immutable]
public sealed record QuotaView(string Id, int Year, int? Size, int? PerEmployerMax, int Reserved, int Used, int Released, int Waiting);

/// <summary>Where one application stands.</summary>
/// <param name="Id">Id of the quota.</param>
/// <param name="Year">Which year's book.</param>
/// <param name="Place">Whether it has a place.</param>
/// <param name="Position">Its turn among those that wait, from 1; absent for the others.</param>
[GenerateSerializer, Immutable]
public sealed record QuotaStanding(string Id, int Year, QuotaPlace Place, int? Position = null);

/// <summary>Where several applications stand, in the order in which they were named.</summary>
[GenerateSerializer, Immutable]
public sealed record QuotaStandings(IReadOnlyList<QuotaStanding> All);

/// <summary>Refusals about quotas.</summary>
public static class QuotaProblems
{
    /// <summary>No scheme knows such a quota.</summary>
    public static readonly Problem Unknown = new("QTA-00001", 404, "There is no such quota");

    /// <summary>A member is wrong.</summary>
    public static readonly Problem Invalid = new("QTA-00002", 422, "The quota breaks a rule");

    /// <summary>Nobody is granted beyond the quota.</summary>
    public static readonly Problem NoPlace = new("QTA-00004", 409, "The application has no place in the quota, so it cannot be granted");

    /// <summary>Only for want of a place is an application inadmissible.</summary>
    public static readonly Problem HasPlace = new("QTA-00005", 409, "The application has a place in the quota or needs none, so it is not inadmissible for want of one");

    /// <summary>The application is not in the book.</summary>
    public static readonly Problem NoEntry = new("QTA-00003", 404, "The application holds no place in this quota and waits for none");
}
