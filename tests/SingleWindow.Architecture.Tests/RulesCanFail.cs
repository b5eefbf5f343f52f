using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Architecture.Tests;

/// <summary>A rule that finds nothing anywhere guards nothing: each one must find its offender here.</summary>
public sealed partial class RulesCanFail
{
    [Fact]
    public void A_class_left_open_is_found() => Rules.OpenClasses([typeof(LeftOpen), typeof(House)]).Should().Equal(typeof(LeftOpen).FullName);

    [Fact]
    public void A_public_or_misnamed_grain_is_found() => Rules.WrongGrains([typeof(Misnamed), typeof(LeftOpen)]).Should().Equal(typeof(Misnamed).FullName);

    [Fact]
    public void A_reentrant_grain_is_found() => Rules.OverlappingCalls([typeof(Misnamed), typeof(LeftOpen)]).Should().Equal(typeof(Misnamed).FullName);

    [Fact]
    public void A_grain_call_without_a_value_or_a_cancellation_token_is_found() =>
        Rules.WrongGrainCalls([typeof(IWrong)]).Should().HaveCount(2).And.NotContain(name => name.EndsWith(nameof(IWrong.Right), StringComparison.Ordinal));

    [Fact]
    public void A_name_in_a_log_message_is_found() => Rules.LoggedTextsNotAllowed([typeof(Gossip)]).Should().ContainSingle().Which.Should().Contain("String familyName");

    [Fact]
    public void A_database_in_an_asynchronous_body_is_found() =>
        Dependencies.Of(typeof(RulesCanFail).Assembly).On(["Microsoft.Data.Sqlite"], except: "SingleWindow.Hub.Storage").Should().Contain(edge => edge.Contains(nameof(LeftOpen), StringComparison.Ordinal));

#pragma warning disable CA1852 // The point of it.
    internal class LeftOpen
    {
        public static async Task<string> Version()
        {
            await Task.Yield();
            await using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }
#pragma warning restore CA1852

    [Orleans.Concurrency.Reentrant]
    internal sealed class Misnamed : Grain;

    // Not a grain to Orleans' code generator, which refuses what we want to show; the rule sees the marker.
    internal interface IWrong : IGrain
    {
        Task NoValue(CancellationToken ct);

        Task<int> NoToken();

        Task<int> Right(CancellationToken ct);
    }

    internal static partial class Gossip
    {
        [LoggerMessage(1, LogLevel.Information, "{FamilyName} has {Count} applications")]
        public static partial void Log(ILogger logger, string familyName, int count);
    }
}
