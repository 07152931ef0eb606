using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The keys of the environment, newest last; the newest one signs. The first is made when it is needed.</summary>
internal sealed class SigningKeys(TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SigningKey> _all = [];
    private readonly List<SigningKey> _published = [];

    public JsonObject ToJsonWebKeySet()
    {
        lock (_lock)
        {
            Current();
            return new() { ["keys"] = new JsonArray([.. _published.Select(key => key.ToJsonWebKey())]) };
        }
    }

    public string Rotate(bool keepPrevious)
    {
        lock (_lock)
        {
            Current();
            if (!keepPrevious)
            {
                _published.Clear();
            }

            return Add().Id;
        }
    }

    /// <summary>The compact form of a JWT over the claims, RS256.</summary>
    public string Sign(JsonObject claims)
    {
        SigningKey key;
        lock (_lock)
        {
            key = Current();
        }

        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = key.Id };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose() => _all.ForEach(key => key.Dispose());

    private SigningKey Current() => _published.Count == 0 ? Add() : _published[^1];

    private SigningKey Add()
    {
        var key = new SigningKey(clock.GetUtcNow());
        _all.Add(key);
        _published.Add(key);
        return key;
    }

    private static string Encode(JsonObject value) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value.ToJsonString()));
}
