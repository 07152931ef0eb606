using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>Which refresh tokens WorkOS has issued to whom, and which have come back.</summary>
internal sealed class RefreshJournal(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Issued> _issued = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new();
    private readonly Lock _lock = new();
    private readonly List<RefreshRecord> _records = [];

    /// <summary>All refreshes since a number, in the order in which they were answered.</summary>
    public IReadOnlyList<RefreshRecord> Since(int number)
    {
        lock (_lock)
        {
            return [.. _records.Skip(number)];
        }
    }

    /// <summary>What a request to the token endpoint is, if it refreshes a session that this journal knows.</summary>
    public RefreshRecord? FindRefresh(byte[] body, string? contentType)
    {
        var fields = Fields(body, contentType);
        if (fields.GetValueOrDefault("grant_type") != "refresh_token" || fields.GetValueOrDefault("refresh_token") is not { } token)
        {
            return null;
        }

        var hash = Hash(token);
        var issued = _issued.GetValueOrDefault(hash) ?? new("?", "?", DateTimeOffset.MinValue);
        var isFirst = _seen.TryAdd(hash, value: true);
        return new RefreshRecord(
            0, DateTimeOffset.UtcNow, issued.User, issued.Session, hash, fields.GetValueOrDefault("organization_id"), clock.GetUtcNow() - issued.At, isFirst, 0, IsLost: false);
    }

    /// <summary>Keeps to whom the tokens of an answer belong.</summary>
    public void Learn(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var root = json.RootElement;
        if (root.TryGetProperty("refresh_token", out var token))
        {
            var payload = root.GetProperty("access_token").GetString()!.Split('.')[1];
            using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(payload));
            _issued.TryAdd(
                Hash(token.GetString()!),
                new(root.GetProperty("user").GetProperty("id").GetString()!, claims.RootElement.GetProperty("sid").GetString()!, clock.GetUtcNow()));
        }
    }

    public void Add(RefreshRecord record)
    {
        lock (_lock)
        {
            _records.Add(record with { Number = _records.Count });
        }
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..12];

    private static Dictionary<string, string?> Fields(byte[] body, string? contentType)
    {
        var text = Encoding.UTF8.GetString(body);
        return contentType?.StartsWith("application/json", StringComparison.Ordinal) == true
            ? JsonSerializer.Deserialize<Dictionary<string, string?>>(text)!
            : QueryHelpers.ParseQuery(text).ToDictionary(field => field.Key, field => (string?)field.Value.ToString());
    }

    private sealed record Issued(string User, string Session, DateTimeOffset At);
}
