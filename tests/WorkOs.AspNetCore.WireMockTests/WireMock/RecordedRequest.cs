using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A request as it reached WireMock.</summary>
public sealed record RecordedRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The fields of a JSON body, or of a form.</summary>
    public IReadOnlyDictionary<string, string?> Fields => Body.StartsWith('{')
        ? JsonSerializer.Deserialize<Dictionary<string, string?>>(Body)!
        : QueryHelpers.ParseQuery(Body).ToDictionary(entry => entry.Key, entry => (string?)entry.Value.ToString(), StringComparer.Ordinal);

    internal static RecordedRequest Read(JsonElement request) => new(
        request.GetProperty("method").GetString()!,
        request.GetProperty("url").GetString()!,
        request.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        request.GetProperty("body").GetString()!);
}
