namespace SingleWindow.Core.Shared;

/// <summary>Refusals about the way in which a command was sent, whatever it asks.</summary>
public static class CommandProblems
{
    /// <summary>The body is not what the operation reads: not JSON, too deep, a wrong type, an unknown or repeated member.</summary>
    public static readonly Problem Malformed = new("API-00001", 400, "The request is malformed");

    /// <summary>A changing request without an <c>Idempotency-Key</c>.</summary>
    public static readonly Problem KeyMissing = new("API-00002", 400, "This request needs an Idempotency-Key header of 1 to 128 visible characters");

    /// <summary>The same key came before with another body.</summary>
    public static readonly Problem KeyReused = new("API-00003", 422, "This Idempotency-Key was used before with another request");

    /// <summary>The same key is being worked on.</summary>
    public static readonly Problem InFlight = new("API-00004", 409, "A request with this Idempotency-Key is still being worked on");

    /// <summary>A change without <c>If-Match</c>.</summary>
    public static readonly Problem IfMatchMissing = new("API-00005", 428, "This change needs an If-Match header with the ETag that was read");

    /// <summary>The resource has changed since it was read.</summary>
    public static readonly Problem Stale = new("API-00006", 412, "It has changed since it was read");

    /// <summary>The cursor is not one of ours, or of another list or caller.</summary>
    public static readonly Problem BadCursor = new("API-00007", 400, "The cursor was not made by this list for this caller");

    /// <summary>A query parameter is wrong.</summary>
    public static readonly Problem BadQuery = new("API-00008", 400, "A query parameter is wrong");

    /// <summary>The body is larger than the limit.</summary>
    public static readonly Problem TooLarge = new("API-00009", 413, "The body is too large");

    /// <summary>The body is not JSON by its media type.</summary>
    public static readonly Problem NotJson = new("API-00010", 415, "The body must be application/json in UTF-8");

    /// <summary>No token, or one that is not valid.</summary>
    public static readonly Problem NoToken = new("API-00011", 401, "A valid access token is needed");

    /// <summary>The token lacks the scope.</summary>
    public static readonly Problem NoScope = new("API-00012", 403, "The access token does not carry the scope that this operation needs");

    /// <summary>No such path.</summary>
    public static readonly Problem NoPath = new("API-00013", 404, "There is nothing here");

    /// <summary>The path does not know the method.</summary>
    public static readonly Problem NoMethod = new("API-00014", 405, "This path does not know that method");

    /// <summary>Too many requests.</summary>
    public static readonly Problem TooMany = new("API-00015", 429, "Too many requests");

    /// <summary>The outcome is not known; ask again with the same key.</summary>
    public static readonly Problem Unknown = new("API-00016", 503, "It is not known whether this was done; send it again with the same Idempotency-Key");

    /// <summary>A fault of ours.</summary>
    public static readonly Problem Fault = new("API-00017", 500, "Something went wrong on our side");
}
