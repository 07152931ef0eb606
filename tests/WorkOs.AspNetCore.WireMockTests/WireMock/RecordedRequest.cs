using System.Text.Json;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A request as it reached WireMock.</summary>
public sealed record RecordedRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The fields of a JSON body.</summary>
    public IReadOnlyDictionary<string, string?> Fields => JsonSerializer.Deserialize<Dictionary<string, string?>>(Body)!;

    internal static RecordedRequest Read(JsonElement request) => new(
        request.GetProperty("method").GetString()!,
        request.GetProperty("url").GetString()!,
        request.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        request.GetProperty("body").GetString()!);
}
