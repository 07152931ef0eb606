using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Keeps every line that the site logs, at every level.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<CapturedLog> _lines = new();

    public IReadOnlyCollection<CapturedLog> Lines => _lines;

    /// <summary>
    /// What an operator is shown by default: the package's warnings and errors. That WorkOS is a port of this machine is true of
    /// every site here.
    /// </summary>
    public IEnumerable<CapturedLog> Complaints => _lines.Where(line => line is { Level: >= LogLevel.Warning, EventName: not "BaseAddressIsLocal" });

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<CapturedLog> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            lines.Enqueue(new CapturedLog(
                category, logLevel, eventId.Name, $"{formatter(state, exception)}\n{string.Join('\n', values)}\n{exception}"));
        }
    }
}
