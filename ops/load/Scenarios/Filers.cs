using System.Diagnostics;
using System.Net;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;

namespace SingleWindow.Load.Scenarios;

/// <summary>Employers who draft and submit applications.</summary>
/// <param name="employers">In turn.</param>
/// <param name="run">Tells the workers and keys of this load from those of another on the same store.</param>
internal sealed class Filers(IReadOnlyList<EmployerClient> employers, string run)
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private int number;

    /// <summary>Of the submission alone.</summary>
    public Recorder Submitted { get; private set; } = new();

    /// <summary>Forgets the times so far.</summary>
    public void Afresh() => Submitted = new();

    /// <summary>One application: a draft and its submission. Its path.</summary>
    /// <exception cref="HttpRequestException">One of them was refused.</exception>
    public async Task<string> File(int caller)
    {
        var (application, employer) = (Interlocked.Increment(ref number), employers[caller % employers.Count]);
        using var draft = await employer.Post("api/v1/applications", $"{run}-d-{application}", Form.Draft(run, application));
        var place = draft.EnsureSuccessStatusCode().Headers.Location!.ToString()[1..];
        var begun = Stopwatch.GetTimestamp();
        using var submitted = await employer.Post($"{place}/submit", $"{run}-s-{application}", Nothing);
        if (submitted.EnsureSuccessStatusCode().StatusCode != HttpStatusCode.OK) throw new HttpRequestException("not submitted", null, submitted.StatusCode);
        Submitted.Record(Stopwatch.GetElapsedTime(begun));
        return place;
    }
}
