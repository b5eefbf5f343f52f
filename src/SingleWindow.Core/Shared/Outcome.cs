namespace SingleWindow.Core.Shared;

/// <summary>What a grain answers: a view of its state after the command, or a refusal. Refusals are values; exceptions mean that the outcome is unknown.</summary>
/// <typeparam name="T">The view.</typeparam>
[GenerateSerializer, Immutable]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] Problem? Problem) where T : class
{
    /// <summary>Success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refusal.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);
}

/// <summary>A view with the version of the stream it was taken from: the HTTP ETag.</summary>
/// <typeparam name="T">The view.</typeparam>
[GenerateSerializer, Immutable]
public sealed record Versioned<T>([property: Id(0)] T View, [property: Id(1)] long Version) where T : class;
