using SingleWindow.EndToEnd.Tests.Crash;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>What clients do to an application.</summary>
internal enum Act
{
    Draft,
    Submit,
    Withdraw,
    Read,
}

/// <summary>What the client knows of it in the end.</summary>
internal enum Outcome
{
    /// <summary>It was acknowledged.</summary>
    Done,

    /// <summary>The answer was 4xx, and no sending of it stayed without an answer: it did not happen.</summary>
    Refused,

    /// <summary>It happened at most once.</summary>
    Unknown,
}

/// <summary>One thing that a client wanted done or known, under one key: from its first sending to its last answer.</summary>
/// <param name="Client">Who wanted it; a client does one thing after the other.</param>
/// <param name="Reference">The client's own name of the application: what it knows before the first answer.</param>
/// <param name="Began">When it was sent first (<see cref="System.Diagnostics.Stopwatch"/>).</param>
/// <param name="Ended">When it was answered last.</param>
/// <param name="Id">The application, as the answer says.</param>
/// <param name="Version">Its version, as the answer says.</param>
/// <param name="Answer">What a repetition must repeat.</param>
/// <param name="Failures">How often it was sent in vain to a server that was there.</param>
internal sealed record Operation(int Client, Act Act, string Reference, long Began, long Ended, Outcome Outcome, string Id = "", long Version = 0, string Answer = "", int Failures = 0);

/// <summary>An event in the store or as a follower heard it.</summary>
internal sealed record Entry(long Position, string Stream, long Version, string Type);

/// <summary>An application in the list of its employer.</summary>
internal sealed record Listed(string Id, string Reference, string Status)
{
    /// <summary>The whole list.</summary>
    public static async Task<List<Listed>> All(Applicant at) => (await at.All("api/v1/applications?limit=200"))
        .ConvertAll(row => new Listed(row.GetProperty("id").GetString()!, row.GetProperty("reference").GetString()!, row.GetProperty("status").GetString()!));
}
