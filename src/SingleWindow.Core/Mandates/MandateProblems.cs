using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>Refusals about mandates.</summary>
public static class MandateProblems
{
    /// <summary>Unknown, or neither given by the caller nor to him: the two look the same.</summary>
    public static readonly Problem Unknown = new("MND-00001", 404, "There is no such mandate");

    /// <summary>Members of the mandate break a rule.</summary>
    public static readonly Problem Invalid = new("MND-00002", 422, "The mandate breaks a rule");

    /// <summary>More open mandates than anybody can oversee.</summary>
    public static readonly Problem TooMany = new("MND-00003", 409, "There are too many open mandates; end some first");

    /// <summary>Nobody can do this for another.</summary>
    public static readonly Problem NotForOthers = new("MND-00004", 400, "This is not done on behalf of another: send the request without SW-On-Behalf-Of");

    /// <summary>The caller is no party that can give mandates.</summary>
    public static readonly Problem NoPrincipal = new("MND-00005", 422, "Only a registered employer or a worker can give a mandate");
}
