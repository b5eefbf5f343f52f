namespace SingleWindow.Hub.Http;

/// <summary>No content: an empty body or <c>{}</c>.</summary>
public sealed record Nothing;
