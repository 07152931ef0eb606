using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The claims of access tokens.</summary>
internal sealed class AccessTokens(SandboxEnvironment environment, WorkOsSandboxAuthKitOptions options, SigningKeys keys)
{
    private readonly JwtTemplate _template = new(options.JwtTemplate);

    public ConcurrentQueue<Action<JsonObject>> NextClaims { get; } = new();

    public string Issuer => options.Issuer
        .Replace("{base}", environment.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("{clientId}", environment.ClientId, StringComparison.Ordinal);

    /// <summary>
    /// A signed token, or null if the JWT template makes it too large. If <paramref name="change"/> is set, no change is taken from the queue.
    /// </summary>
    public string? Issue(AuthKitSession session, WorkOsSandboxPerson person, Action<JsonObject>? change = null)
    {
        var organization = environment.Directory.Organization(session.OrganizationId);
        var now = environment.Clock.GetUtcNow();
        var expires = now + options.AccessTokenLifetime;
        if (session.Expires < expires)
        {
            expires = session.Expires.Value;
        }

        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = session.UserId,
            ["sid"] = session.Id,
            ["jti"] = SandboxIds.New(""),
            ["client_id"] = environment.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["auth_time"] = session.Started.ToUnixTimeSeconds(),
        };
        if (organization is not null)
        {
            claims["org_id"] = organization.Id;
            claims["role"] = person.MembershipRoles[0];
            AddAll(claims, "roles", person.MembershipRoles);
            AddAll(claims, "permissions", person.Permissions);
            AddAll(claims, "entitlements", organization.Entitlements);
            AddAll(claims, "feature_flags", organization.FeatureFlags);
        }

        if (session.Impersonator is { } impersonator)
        {
            claims["act"] = new JsonObject { ["sub"] = impersonator.Email };
        }

        if (!_template.TryApply(claims, person, organization))
        {
            return null;
        }

        if (change is null)
        {
            NextClaims.TryDequeue(out change);
        }

        change?.Invoke(claims);
        return keys.Sign(claims);
    }

    /// <summary>WorkOS omits empty lists.</summary>
    private static void AddAll(JsonObject claims, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            claims[name] = values.ToJsonArray();
        }
    }
}
