using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Codes and access tokens of single sign-on, and the changes that wait for the next answer.</summary>
internal sealed class SsoGrants(SandboxEnvironment environment)
{
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, SsoGrant> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SsoGrant> _tokens = new(StringComparer.Ordinal);

    public ConcurrentQueue<Action<JsonObject>> NextProfiles { get; } = new();

    public ConcurrentQueue<(Action<JsonObject> Change, int StatusCode)> NextResponses { get; } = new();

    private DateTimeOffset Now => environment.Clock.GetUtcNow();

    public SignInOutcome Complete(WorkOsSandboxPerson person, string? codeChallenge)
    {
        if (environment.Directory.Organization(person.OrganizationId)?.Accepts(person.Email) == false)
        {
            return SignInOutcome.Error(
                "profile_not_allowed_outside_organization",
                "The profile's e-mail domain is not one of the organization's domains.");
        }

        var code = SandboxIds.New("");
        _codes[code] = new(SsoProfile.Of(environment.Directory, person), codeChallenge, Now + CodeLifetime);
        return SignInOutcome.Code(code);
    }

    /// <summary>A code is spent by being looked at, whatever comes of it.</summary>
    public SsoGrant? Redeem(string code, string? codeVerifier) =>
        _codes.TryRemove(code, out var grant) && Now < grant.Expires && Pkce.Matches(grant.CodeChallenge, codeVerifier)
            ? grant
            : null;

    public string IssueToken(JsonObject profile)
    {
        var token = SandboxIds.NewSecret();
        _tokens[token] = new(profile, null, Now + TokenLifetime);
        return token;
    }

    public JsonObject? ProfileOf(string? token) =>
        token is not null && _tokens.TryGetValue(token, out var grant) && Now < grant.Expires ? grant.Profile : null;
}
