namespace SingleWindow.Hub;

/// <summary>Who may use an operation of the API.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Route template.</param>
/// <param name="Scope">Scope of the token, one of several with blanks between; null: anybody.</param>
/// <param name="Ownership">How a thing is the caller's.</param>
/// <param name="Mandate">What a mandate must allow for somebody else to use it; null: nobody else can.</param>
public sealed record OperationAccess(string Method, string Path, string? Scope, string Ownership, string? Mandate);
