using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The signing keys of the environment, newest last. The newest key signs. The first key is created on first use.</summary>
internal sealed class SigningKeys(TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SigningKey> _all = [];
    private readonly List<SigningKey> _published = [];
    private readonly Lazy<SigningKey> _other = new(() => new(clock.GetUtcNow()));

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

    /// <summary>The compact form of a JWT with these claims, signed with RS256.</summary>
    public string Sign(JsonObject claims) => Sign(claims, change: null);

    /// <summary>The compact form of a JWT with these claims, after the change.</summary>
    public string Sign(JsonObject claims, Action<WorkOsSandboxToken>? change)
    {
        SigningKey key;
        lock (_lock)
        {
            key = Current();
        }

        var token = new WorkOsSandboxToken(key.Id, claims);
        change?.Invoke(token);
        var signed = $"{Encode(token.Header)}.{Encode(token.Claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(token, key, Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        _all.ForEach(key => key.Dispose());
        if (_other.IsValueCreated)
        {
            _other.Value.Dispose();
        }
    }

    private byte[] Signature(WorkOsSandboxToken token, SigningKey key, byte[] data)
    {
        var algorithm = token.Header["alg"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
        switch (token.Signature)
        {
            case WorkOsSandboxSignature.OtherKey:
                return _other.Value.Sign(data, algorithm);
            case WorkOsSandboxSignature.HmacWithPublicKey:
                return HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportPublicKeyPem()), data);
            case WorkOsSandboxSignature.Broken:
                var broken = key.Sign(data, algorithm);
                broken[^1] ^= 1;
                return broken;
            case WorkOsSandboxSignature.Missing:
                return [];
            default:
                return key.Sign(data, algorithm);
        }
    }

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
