using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The claims of the tokens that the AuthKit domain issues, which are signed with the same keys as the tokens of AuthKit sessions.</summary>
internal sealed class ConnectTokens(SandboxEnvironment environment, WorkOsSandboxConnectOptions options, SigningKeys keys)
{
    private static readonly TimeSpan IdTokenLifetime = TimeSpan.FromHours(1);

    private readonly JwtTemplate _template = new(options.JwtTemplate);

    public TokenChanges NextAccessTokens { get; } = new();

    public TokenChanges NextIdTokens { get; } = new();

    /// <summary>A user's access token, or null if the JWT template makes it too large.</summary>
    public string? AccessToken(
        ConnectConsent consent, WorkOsSandboxPerson person, IEnumerable<string> scopes, string audience, Action<WorkOsSandboxToken>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = environment.AuthKitDomain,
            ["aud"] = audience,
            ["sub"] = consent.UserId,
            ["client_id"] = consent.ClientId,
            ["sid"] = consent.Id,
        };
        if (consent.OrganizationId is { } organization)
        {
            claims["org_id"] = organization;
        }

        AddScopeAndTimes(claims, scopes, options.AccessTokenLifetime);
        return _template.TryApply(claims, person, environment.Directory.Organization(consent.OrganizationId))
            ? keys.Sign(claims, change ?? NextAccessTokens.Take())
            : null;
    }

    /// <summary>The access token of a machine.</summary>
    public string MachineToken(WorkOsSandboxConnectApplication application, IEnumerable<string> scopes, Action<WorkOsSandboxToken>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = environment.AuthKitDomain,
            ["aud"] = environment.ClientId,
            ["sub"] = application.ClientId,
            ["client_id"] = application.ClientId,
            ["org_id"] = application.OrganizationId,
        };
        AddScopeAndTimes(claims, scopes, options.MachineTokenLifetime);
        return keys.Sign(claims, change ?? NextAccessTokens.Take());
    }

    /// <summary>The id token of a user for one application.</summary>
    public string IdToken(
        string clientId, WorkOsSandboxPerson person, IReadOnlyList<string> scopes, string? nonce, Action<WorkOsSandboxToken>? change = null)
    {
        var now = environment.Clock.GetUtcNow();
        var claims = new JsonObject { ["iss"] = environment.AuthKitDomain, ["aud"] = clientId };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        AddPerson(claims, person, scopes);
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + IdTokenLifetime).ToUnixTimeSeconds();
        return keys.Sign(claims, change ?? NextIdTokens.Take());
    }

    /// <summary>Adds the claims about a person that the scopes allow, for id tokens and the userinfo endpoint.</summary>
    public static void AddPerson(JsonObject claims, WorkOsSandboxPerson person, IReadOnlyList<string> scopes)
    {
        claims["sub"] = person.UserId;
        if (scopes.Contains("profile", StringComparer.Ordinal))
        {
            AddText(claims, "name", person.Name);
            AddText(claims, "given_name", person.FirstName);
            AddText(claims, "family_name", person.LastName);
        }

        if (scopes.Contains("email", StringComparer.Ordinal))
        {
            claims["email"] = person.Email;
            claims["email_verified"] = true;
        }
    }

    private static void AddText(JsonObject claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }

    private void AddScopeAndTimes(JsonObject claims, IEnumerable<string> scopes, TimeSpan lifetime)
    {
        var now = environment.Clock.GetUtcNow();
        claims["scope"] = string.Join(' ', scopes);
        claims["jti"] = SandboxIds.New("");
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + lifetime).ToUnixTimeSeconds();
    }
}
