namespace SingleWindow.Core.Shared;

/// <summary>Marks an event with which the retention of its stream is over: the personal members of everything before it are destroyed in the transaction that writes it. That it happened stays.</summary>
#pragma warning disable CA1040 // A mark, and it is asked of an object: an attribute would have to be looked for.
public interface IEndsRetention;
#pragma warning restore CA1040
