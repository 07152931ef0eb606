namespace WorkOs.AspNetCore;

/// <summary>The answer of the token endpoint, with both tokens verified and for the same user.</summary>
/// <param name="User">The claims of the id_token, or of the userinfo endpoint.</param>
/// <param name="Token">The contents of the access token.</param>
/// <param name="AccessToken">The access token itself.</param>
/// <param name="RefreshToken">The refresh token; <see langword="null"/> without <c>offline_access</c>.</param>
internal sealed record ConnectAnswer(JsonElement User, AccessToken Token, string AccessToken, string? RefreshToken) : ISessionGrant
{
    /// <summary>Which claims of the access token are accepted, depending on who owns the environment that issued it.</summary>
    public required ClaimNameGuard Guard { get; init; }

    public IReadOnlyList<(string ClaimType, string? Value)> Facts => [];

    public string? Organization => string.IsNullOrEmpty(Token.OrganizationId) ? null : Token.OrganizationId;

    /// <summary>The tokens of the session. Without a refresh token the tokens are not stored, and only their dates are used.</summary>
    public SessionTokens Tokens => new(AccessToken, RefreshToken!, Token.IssuedAt, Token.ExpiresAt!.Value);

    public required ConnectRevocation Revocation { get; init; }

    public bool IsOf(string organization) => Organization == organization;

    public void Abandon() => Revocation.Begin(RefreshToken);

    public override string ToString() => nameof(ConnectAnswer);
}
