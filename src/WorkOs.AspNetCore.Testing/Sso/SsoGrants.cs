using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Codes and access tokens of single sign-on, and the changes for the next responses.</summary>
internal sealed class SsoGrants(SandboxEnvironment environment)
{
    private readonly ShortLived<SsoGrant> _codes = new(environment.Clock);
    private readonly ShortLived<JsonObject> _tokens = new(environment.Clock);

    public static TimeSpan TokenLifetime => ShortLived<JsonObject>.Lifetime;

    public ConcurrentQueue<Action<JsonObject>> NextProfiles { get; } = new();

    public AnswerChanges NextResponses { get; } = new();

    public SignInOutcome Complete(WorkOsSandboxPerson person, string? codeChallenge) =>
        environment.Directory.Organization(person.OrganizationId)?.Accepts(person.Email) == false
            ? SignInOutcome.Error(
                "profile_not_allowed_outside_organization",
                "The profile's e-mail domain is not one of the organization's domains.")
            : SignInOutcome.Code(_codes.Add(SandboxIds.New(""), new(SsoProfile.Of(environment.Directory, person), codeChallenge)));

    /// <summary>Every attempt to redeem a code spends it, even if the attempt fails.</summary>
    public SsoGrant? Redeem(string code, string? codeVerifier) =>
        _codes.Take(code) is { } grant && Pkce.Matches(grant.CodeChallenge, codeVerifier) ? grant : null;

    public string IssueToken(JsonObject profile) => _tokens.Add(SandboxIds.NewSecret(), profile);

    public JsonObject? ProfileOf(string? token) => token is null ? null : _tokens.Find(token);
}
