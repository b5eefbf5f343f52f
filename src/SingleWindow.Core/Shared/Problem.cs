namespace SingleWindow.Core.Shared;

/// <summary>A refusal: why a request was not done, with a code that never changes its meaning. Becomes an RFC 9457 problem on the wire.</summary>
/// <param name="Code">Stable code, such as <c>APP-00003</c>.</param>
/// <param name="Status">HTTP status: 400 malformed, 404 unknown or not yours, 409 wrong state, 422 refused by a rule.</param>
/// <param name="Title">The same sentence for every occurrence of the code.</param>
[GenerateSerializer, Immutable]
public sealed record Problem(string Code, int Status, string Title)
{
    /// <summary>What is particular to this occurrence; never personal data.</summary>
    [Id(0)] public string? Detail { get; init; }

    /// <summary>The members of the request that are wrong.</summary>
    [Id(1)] public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>This problem, about these members.</summary>
    public Problem At(params IReadOnlyList<FieldError> errors) => this with { Errors = errors };

    /// <summary>This problem with a sentence about this occurrence.</summary>
    public Problem Because(string detail) => this with { Detail = detail };
}

/// <summary>One wrong member of a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the request body.</param>
/// <param name="Code">Stable code of the rule, such as <c>required</c> or <c>check-digit</c>.</param>
/// <param name="Detail">What is expected; never repeats the value.</param>
[GenerateSerializer, Immutable]
public sealed record FieldError(string Pointer, string Code, string Detail);
