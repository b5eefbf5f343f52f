namespace SingleWindow.Core.Exchange;

/// <summary>Which requests to a service a right allows: a method or <c>*</c>, and a path in which <c>*</c> stands for anything within a segment and <c>**</c> for any segments (UG-SS 6).</summary>
/// <param name="Method">An HTTP method in capitals, or <c>*</c>.</param>
/// <param name="Path">A path with its slash, decoded.</param>
[GenerateSerializer, Immutable]
public sealed record EndpointPattern([property: Id(0)] string Method, [property: Id(1)] string Path)
{
    /// <summary>Everything that a service has.</summary>
    public static readonly EndpointPattern Any = new("*", "/**");

    /// <summary>True when it allows this request.</summary>
    /// <param name="method">As it was sent: methods are told apart by case (RFC 9110, 9.1).</param>
    /// <param name="path">As <see cref="ExchangeTarget.Path"/> has it.</param>
    public bool Allows(string method, string path) => (Method == "*" || Method == method) && (this == Any || Matches(Path.Split('/'), path.Length == 0 ? ["", ""] : path.Split('/')));

    /// <summary>True when both parts can be meant so.</summary>
    public bool IsWellFormed() => (Method == "*" || Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE") && Path is { Length: >= 1 and <= 1000 } && Path[0] == '/'
        && Path.Split('/').All(segment => segment is "**" || !segment.Contains("**", StringComparison.Ordinal));

    // Both walks go back to the last star only, since what it takes over an earlier one could take as well: nothing that is sent takes long.
    private static bool Matches(string[] pattern, string[] path)
    {
        var (g, t, star, mark) = (0, 0, -1, 0);
        while (t < path.Length)
        {
            if (g < pattern.Length && pattern[g] == "**") (star, mark, g) = (g, t, g + 1);
            else if (g < pattern.Length && Fits(pattern[g], path[t])) (g, t) = (g + 1, t + 1);
            else if (star >= 0) (g, mark, t) = (star + 1, mark + 1, mark + 1);
            else return false;
        }
        return pattern.AsSpan(g).TrimStart("**").IsEmpty;
    }

    private static bool Fits(string glob, string text)
    {
        var (g, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (g < glob.Length && glob[g] == '*') (star, mark, g) = (g, t, g + 1);
            else if (g < glob.Length && glob[g] == text[t]) (g, t) = (g + 1, t + 1);
            else if (star >= 0) (g, mark, t) = (star + 1, mark + 1, mark + 1);
            else return false;
        }
        return glob.AsSpan(g).TrimStart('*').IsEmpty;
    }
}
