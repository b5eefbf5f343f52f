using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>The last warnings and errors of a hub: without them an answer 503 in a test says nothing about its cause.</summary>
internal sealed class Troubles : ILoggerProvider
{
    private const int Kept = 30;
    private readonly ConcurrentQueue<string> heard = [];

    public override string ToString() => string.Join(Environment.NewLine, heard);

    public ILogger CreateLogger(string categoryName) => new Pen(categoryName, heard);

    public void Dispose()
    {
    }

    private sealed class Pen(string category, ConcurrentQueue<string> heard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            heard.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel} {category} {formatter(state, exception)} {exception}");
            while (heard.Count > Kept) heard.TryDequeue(out _);
        }
    }
}
