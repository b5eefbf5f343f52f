using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Appeals;

/// <summary>How an appeal ended.</summary>
[JsonConverter(typeof(KebabCaseEnum<AppealResult>))]
public enum AppealResult
{
    /// <summary>What was challenged stands.</summary>
    Dismissed,

    /// <summary>It is annulled: a decision is taken again; a withdrawal or an opposition falls away.</summary>
    Annulled,

    /// <summary>Whoever made the appeal took it back.</summary>
    Withdrawn,
}

/// <summary>A challenge, and its result.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
/// <param name="Result">How it ended; null while it waits.</param>
/// <param name="DecidedOn">Legal day of the result.</param>
/// <param name="Reasons">Why, in words.</param>
[GenerateSerializer, Immutable]
public sealed record AppealView([property: Id(0)] AppealId Id, [property: Id(1)] DateOnly On, [property: Id(2)] string? Text, [property: Id(3)] AppealResult? Result,
    [property: Id(4)] DateOnly? DecidedOn, [property: Id(5)] string? Reasons)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Refusals about appeals. Codes are never used again for another meaning.</summary>
public static class AppealProblems
{
    /// <summary>Unknown, or another authority's: the two look the same.</summary>
    public static readonly Problem Unknown = new("APL-00001", 404, "There is no such appeal");

    /// <summary>The appeal has its result.</summary>
    public static readonly Problem Decided = new("APL-00002", 409, "The appeal has been decided");
}
