using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Refusals about schemes.</summary>
public static class SchemeProblems
{
    /// <summary>No such scheme.</summary>
    public static readonly Problem Unknown = new("SCH-00001", 404, "There is no such scheme");

    /// <summary>The scheme takes no applications today.</summary>
    public static readonly Problem NotInForce = new("SCH-00002", 422, "This scheme takes no applications today");

    /// <summary>The holidays of a year that the clock needs are not known.</summary>
    public static readonly Problem NoCalendar = new("SCH-00003", 422, "The working days of that year are not known to this installation");

    /// <summary>A definition that the hub could not carry out, or that would change the law backwards.</summary>
    public static readonly Problem Invalid = new("SCH-00004", 422, "The scheme definition breaks a rule");

    /// <summary>A question about facts that are wrong under every scheme.</summary>
    public static readonly Problem BadQuestion = new("SCH-00005", 422, "The question breaks a rule");
}
