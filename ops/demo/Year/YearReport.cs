using System.Globalization;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;
using SingleWindow.Demo.Story;

namespace SingleWindow.Demo.Year;

/// <summary>What became of the year: what the hub lists, and what the authorities' own systems have counted.</summary>
internal static class YearReport
{
    private static readonly string[] Life =
        ["border-crossing", "residence-address", "employment-registration", "employment-contract", "payroll-declaration", "contribution-account", "insurance-period", "health-cover", "accommodation", "visa", "qualification-assessment", "language-result", "pathway-enrolment"];

    public static async Task Tell(Narrator narrator, Inhabitants land, IReadOnlyList<Employer> employers, int days, TimeSpan took, CancellationToken ct)
    {
        var (applications, duties) = (new List<string>(), new List<Duty>());
        foreach (var employer in employers)
        {
            await foreach (var row in employer.Hub.List<ApplicationRow>("applications", ct)) applications.Add(row.Status);
            await foreach (var duty in employer.Hub.List<Duty>("obligations", ct)) duties.Add(duty);
        }
        var records = land.Servers.SelectMany(server => server.System.Register).ToDictionary(type => type.Key, type => type.Value);
        await narrator.Say(string.Create(CultureInfo.InvariantCulture, $"year: time {days} days in {took.TotalSeconds:0.0} seconds, {days / took.TotalSeconds:0.0} days a second"));
        await narrator.Say($"year: applications {Counts(applications)}");
        await narrator.Say($"year: records {Counts(records)}");
        await narrator.Say($"year: obligations {Counts(duties.Select(duty => duty.Status))}; told by registers: {Counts(duties.Where(duty => duty.SatisfiedBy is not null and not "notice").Select(duty => duty.Code))}");
        narrator.Check(days == WholeYear.Days, "the year has all of its days");
        narrator.Check(applications.Contains("granted") && applications.Contains("refused"), "some are granted and some are refused in a year");
        foreach (var type in Life) narrator.Check(records.ContainsKey(type), $"the year leaves records of the type {type}");
        narrator.Check(duties.Exists(duty => duty.SatisfiedBy == "payroll-declaration") && duties.Exists(duty => duty.SatisfiedBy == "employment-registration"), "registers tick obligations off");
        narrator.Check(duties.Exists(duty => duty.Status == "overdue"), "some obligations are not met");
    }

    private static string Counts(IEnumerable<string> words) => Counts(words.CountBy(word => word));

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counted) => string.Join(", ", counted.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"));
}
