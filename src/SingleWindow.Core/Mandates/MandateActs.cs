namespace SingleWindow.Core.Mandates;

/// <summary>What a mandate can allow: a closed vocabulary. What stands in no list cannot be given away, such as the right to give mandates.</summary>
public static class MandateActs
{
    /// <summary>See applications, their documents and decisions.</summary>
    public const string ReadApplications = "applications:read";

    /// <summary>File, change, answer, withdraw and challenge applications; includes seeing them.</summary>
    public const string WriteApplications = "applications:write";

    /// <summary>Challenge decisions on applications: what a lawyer needs; includes seeing them, and nothing else.</summary>
    public const string AppealApplications = "applications:appeal";

    /// <summary>See permits.</summary>
    public const string ReadPermits = "permits:read";

    /// <summary>Renew permits and give notice about them; includes seeing them.</summary>
    public const string WritePermits = "permits:write";

    /// <summary>Follow a worker's complaints.</summary>
    public const string ReadComplaints = "complaints:read";

    /// <summary>Lodge a complaint for a worker (Dir. 2024/1233 art. 14, Dir. 2009/52 art. 13); includes following it.</summary>
    public const string WriteComplaints = "complaints:write";

    private static readonly string[] OfEmployers = [ReadApplications, AppealApplications, WriteApplications, ReadPermits, WritePermits];
    private static readonly string[] OfWorkers = [ReadApplications, AppealApplications, ReadComplaints, WriteComplaints];

    /// <summary>What this party may let others do.</summary>
    public static IReadOnlyList<string> Of(string principal) => principal.StartsWith("emp_", StringComparison.Ordinal) ? OfEmployers : OfWorkers;

    /// <summary>True when what was granted allows what is asked.</summary>
    public static bool Allow(IReadOnlyList<string> granted, string asked) =>
        granted.Any(act => act == asked || (Subject(act) == Subject(asked) && Reach(act) > Reach(asked)));

    private static string Subject(string act) => act[..act.IndexOf(':', StringComparison.Ordinal)];

    private static int Reach(string act) => act[(act.IndexOf(':', StringComparison.Ordinal) + 1)..] switch { "read" => 0, "appeal" => 1, _ => 2 };
}
