using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>A token before it is signed, for tests that need an invalid token.</summary>
public sealed class WorkOsSandboxToken
{
    internal WorkOsSandboxToken(string keyId, JsonObject claims)
    {
        Header = new() { ["alg"] = "RS256", ["kid"] = keyId };
        Claims = claims;
    }

    /// <summary>The JOSE header, to change in place: <c>alg</c> and <c>kid</c>, and no <c>typ</c>, as in WorkOS's tokens.</summary>
    public JsonObject Header { get; }

    /// <summary>The claims, to change in place.</summary>
    public JsonObject Claims { get; }

    /// <summary>How the token is signed; <see cref="WorkOsSandboxSignature.Valid"/> by default.</summary>
    public WorkOsSandboxSignature Signature { get; set; }
}
