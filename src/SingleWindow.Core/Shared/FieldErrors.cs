namespace SingleWindow.Core.Shared;

/// <summary>Collects what is wrong with a request, all at once, under JSON pointers.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> errors = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<FieldError> All => errors;

    /// <summary>True when nothing is wrong.</summary>
    public bool IsEmpty => errors.Count == 0;

    /// <summary>Notes an error.</summary>
    public void Add(string pointer, string code, string detail) => errors.Add(new(pointer, code, detail));

    /// <summary>Notes an error unless the condition holds.</summary>
    public void Require(bool condition, string pointer, string code, string detail)
    {
        if (!condition) Add(pointer, code, detail);
    }

    /// <summary>Notes a missing member.</summary>
    public void RequirePresent(object? value, string pointer)
    {
        if (value is null or "") Add(pointer, "required", "This is needed.");
    }
}
