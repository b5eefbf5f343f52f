using Microsoft.Extensions.Time.Testing;

namespace SingleWindow.Hub.Tests;

public sealed class LegalClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void It_tells_the_time_of_its_provider_in_UTC_and_moves_with_it()
    {
        var time = new FakeTimeProvider(Start);
        var clock = new LegalClock(time);

        clock.Now.Should().Be(Start);
        clock.Now.Offset.Should().Be(TimeSpan.Zero);
        time.Advance(TimeSpan.FromDays(30));
        clock.Now.Should().Be(Start.AddDays(30));
    }
}
