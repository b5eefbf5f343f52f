using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>What is done for another is done only while the mandate holds: a revocation that is stored first makes the append fail, on whatever node it runs.</summary>
internal static class MandateFence
{
    /// <summary>What must still be true when the act of this actor is stored.</summary>
    public static IReadOnlyList<RequiredVersion>? Of(Actor actor) =>
        actor.Representation is { } right ? [new(new(MandateId.BookOf(actor.Party)), right.Version)] : null;
}
