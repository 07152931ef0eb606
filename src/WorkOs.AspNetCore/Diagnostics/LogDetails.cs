using System.Globalization;
using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>Formats the values of a log message that may be missing: only those that are present become text.</summary>
internal static class LogDetails
{
    /// <summary>The response of WorkOS, as sentences with a space before them; empty where there was none.</summary>
    public static string OfAnswer(HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description = null)
    {
        var status = ((int?)statusCode)?.ToString(CultureInfo.InvariantCulture);
        return Sentence(("HTTP status", status), ("WorkOS code", workOsCode), ("request ID", requestId)) + Sentence(description);
    }

    /// <summary>The organization and the connection that a user signed in to, as a sentence with a space before it.</summary>
    public static string OfSelector(string? organizationId, string? connectionId) =>
        Sentence(("Organization", organizationId), (organizationId is null ? "Connection" : "connection", connectionId));

    private static string Sentence(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var parts = new List<string>(values.Length);
        foreach (var (name, value) in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name} {value}");
            }
        }

        return Sentence(string.Join(", ", parts));
    }

    private static string Sentence(string? text) => string.IsNullOrEmpty(text) ? "" : $" {text}{(text[^1] is '.' or '!' or '?' ? "" : ".")}";
}
