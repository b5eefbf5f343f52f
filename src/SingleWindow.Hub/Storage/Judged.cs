namespace SingleWindow.Hub.Storage;

/// <summary>The verdict on one request of a batch: a result, or a refusal that concerns nobody else in the batch.</summary>
internal readonly record struct Judged<T>(T? Value, Exception? Refusal)
{
    public static implicit operator Judged<T>(T value) => new(value, null);

    public static implicit operator Judged<T>(Exception refusal) => new(default, refusal);
}

/// <summary>The batch of this request failed as a whole: it may or may not be on disk. Ask, or send it again with the same command id.</summary>
internal sealed class OutcomeUnknownException(Exception cause) : Exception("The outcome of the write is unknown: " + cause.Message, cause);
