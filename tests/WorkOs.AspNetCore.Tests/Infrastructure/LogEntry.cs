using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>One log line with everything that a sink could make of it.</summary>
public sealed record LogEntry(
    string Category, LogLevel Level, EventId Event, string Text, IReadOnlyDictionary<string, string?> Values, Exception? Exception, string Scopes)
{
    /// <summary>Whether the package wrote it.</summary>
    public bool IsOurs => Category.StartsWith("WorkOs.AspNetCore", StringComparison.Ordinal);

    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>Everything that could reach a file: line, values, scopes, and the exception with all that is in it.</summary>
    public string Everything => string.Join('\n', [Text, .. Values.Select(value => $"{value.Key}={value.Value}"), Scopes, Exception?.ToString() ?? string.Empty]);
}
