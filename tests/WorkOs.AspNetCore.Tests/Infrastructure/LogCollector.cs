using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Keeps every line of every category, from Trace up.</summary>
public sealed class LogCollector : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>The lines that the package wrote.</summary>
    public IReadOnlyList<LogEntry> Ours => [.. _entries.Where(entry => entry.IsOurs)];

    /// <summary>The lines of the package that report a failure.</summary>
    public IReadOnlyList<LogEntry> Failures => [.. Ours.Where(entry => entry.Event.Name is "SignInFailed" or "SignInBroken" or "RequestRefused")];

    public IReadOnlyList<LogEntry> Named(string eventName) => [.. _entries.Where(entry => entry.Event.Name == eventName)];

    /// <summary>A second place for every line, which outlives the app.</summary>
    public LogCollector? Also { get; init; }

    public void Clear() => _entries.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => collector._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                values[name] = value?.ToString();
            }

            var scopes = new List<string>();
            collector._scopes.ForEachScope((scope, list) => list.Add(scope?.ToString() ?? string.Empty), scopes);
            var entry = new LogEntry(category, logLevel, eventId, formatter(state, exception), values, exception, string.Join('\n', scopes));
            collector._entries.Enqueue(entry);
            collector.Also?._entries.Enqueue(entry);
        }
    }
}
