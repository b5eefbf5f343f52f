namespace SingleWindow.Hub.PersonalData;

/// <summary>Names a data key. Destroying one leaves the subject's other classes readable (corrections 3).</summary>
/// <param name="Subject">Opaque id of the person, or of the draft while no person is known.</param>
/// <param name="RetentionClass">Such as <c>identity</c>, <c>application</c>, <c>draft</c>, <c>record</c>, <c>audit</c>.</param>
internal readonly record struct KeyRef(string Subject, string RetentionClass)
{
    public override string ToString() => $"{Subject}/{RetentionClass}";
}
