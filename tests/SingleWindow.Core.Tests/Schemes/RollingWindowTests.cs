using System.Text.Json;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class RollingWindowTests
{
    public static TheoryData<string> Names => [.. Vectors.Of("rollingWindow").Select(vector => vector.Text("name"))];

    [Theory, MemberData(nameof(Names))]
    public void The_first_day_too_many_is_the_one_that_the_vector_names(string name)
    {
        var vector = Vectors.Of("rollingWindow").Single(vector => vector.Text("name") == name);
        var excess = RollingWindow.FirstExcess(
            [.. vector.GetProperty("existing").EnumerateArray().Select(Stay)], Stay(vector.GetProperty("planned")),
            vector.GetProperty("maxDays").GetInt32(), vector.GetProperty("windowDays").GetInt32());

        excess.Should().Be(vector.GetProperty("firstExcessDay").GetString() is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd") : null);
        (excess is null).Should().Be(vector.GetProperty("allowed").GetBoolean());
    }

    [Fact]
    public void A_stay_that_is_permitted_already_and_comes_later_counts_whatever_was_asked_first() =>
        RollingWindow.FirstExcess([new(new(2027, 1, 1), new(2027, 12, 31))], new(new(2026, 7, 1), new(2026, 12, 31)), 365, 455)
            .Should().Be(RollingWindow.FirstExcess([new(new(2026, 7, 1), new(2026, 12, 31))], new(new(2027, 1, 1), new(2027, 12, 31)), 365, 455)).And.NotBeNull();

    [Fact]
    public void A_day_of_two_stays_counts_once()
    {
        Stay[] overlapping = [new(new(2026, 1, 1), new(2026, 1, 31)), new(new(2026, 1, 15), new(2026, 2, 9))];

        RollingWindow.FirstExcess(overlapping, new(new(2026, 2, 10), new(2026, 3, 1)), 60, 180).Should().BeNull("1 January to 1 March are 60 days");
        RollingWindow.FirstExcess(overlapping, new(new(2026, 2, 10), new(2026, 3, 5)), 60, 180).Should().Be(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void It_says_the_same_as_counting_every_day() =>
        Gen.Select(Gen.Int[0, 60].Select(Gen.Int[0, 40]).Array[0, 4], Gen.Int[0, 80], Gen.Int[0, 60], Gen.Int[1, 40], Gen.Int[1, 60]).Sample((stays, from, length, max, window) =>
        {
            var origin = new DateOnly(2026, 1, 1);
            Stay[] existing = [.. stays.Select(stay => new Stay(origin.AddDays(stay.Item1), origin.AddDays(stay.Item1 + stay.Item2)))];
            var planned = new Stay(origin.AddDays(from), origin.AddDays(from + length));

            var counted = Enumerable.Range(0, Math.Max(length, Math.Min(existing.Select(stay => stay.To.DayNumber).DefaultIfEmpty().Max() - planned.From.DayNumber, length + window - 1)) + 1).Select(planned.From.AddDays).Where(day => Enumerable.Range(0, window).Select(back => day.AddDays(-back))
                .Count(past => existing.Any(stay => Covers(stay, past)) || (Covers(planned, past) && past <= day)) > max).Cast<DateOnly?>().FirstOrDefault();

            RollingWindow.FirstExcess(existing, planned, max, window).Should().Be(counted);
        });

    private static bool Covers(Stay stay, DateOnly day) => day >= stay.From && day <= stay.To;

    private static Stay Stay(JsonElement stay) => new(Day(stay.Text("from")), Day(stay.Text("to")));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
