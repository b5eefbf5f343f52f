using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Hosting;

/// <summary>Below Information, Orleans writes what people wrote in their applications.</summary>
public sealed class LogsTests
{
    private static readonly string[] Categories = ["Orleans", "Orleans.Runtime.Messaging.MessageCenter", "orleans.runtime", "Microsoft.Orleans.Networking"];

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Orleans")]
    [InlineData("Logging:LogLevel:Orleans.Runtime.Messaging")]
    [InlineData("Logging:LogLevel:Orl*")]
    [InlineData("Logging:Console:LogLevel:Default")]
    [InlineData("Logging:Console:LogLevel:Orleans")]
    public void No_setting_lets_messages_between_grains_into_the_log(string setting)
    {
        using var loggers = Logs.CreateFactory(new ConfigurationBuilder().AddInMemoryCollection([new(setting, "Trace")]).Build());
        foreach (var category in Categories)
        {
            var logger = loggers.CreateLogger(category);
            logger.IsEnabled(LogLevel.Trace).Should().BeFalse(category);
            logger.IsEnabled(LogLevel.Debug).Should().BeFalse(category);
            logger.IsEnabled(LogLevel.Warning).Should().BeTrue(category);
        }
    }

    [Fact]
    public void Other_settings_of_logs_hold()
    {
        using var loggers = Logs.CreateFactory(new ConfigurationBuilder().AddInMemoryCollection([new("Logging:LogLevel:SingleWindow", "Trace"), new("Logging:LogLevel:Orleans", "Error")]).Build());
        loggers.CreateLogger("SingleWindow.Host").IsEnabled(LogLevel.Trace).Should().BeTrue();
        loggers.CreateLogger("Orleans.Runtime").IsEnabled(LogLevel.Warning).Should().BeFalse();
    }
}
