namespace WorkOs.AspNetCore;

/// <summary>What the token endpoint said, with both tokens verified and about the same user.</summary>
/// <param name="User">The claims of the id_token, or of the userinfo endpoint.</param>
/// <param name="Token">What the access token says.</param>
/// <param name="AccessToken">The access token itself.</param>
/// <param name="RefreshToken">The refresh token; <see langword="null"/> without <c>offline_access</c>.</param>
internal sealed record ConnectAnswer(JsonElement User, AccessToken Token, string AccessToken, string? RefreshToken) : ISessionGrant
{
    /// <summary>Which claims of the access token count, depending on whose environment issued it.</summary>
    public required ClaimNameGuard Guard { get; init; }

    public IReadOnlyList<(string ClaimType, string? Value)> Facts => [];

    public string? Organization => string.IsNullOrEmpty(Token.OrganizationId) ? null : Token.OrganizationId;

    /// <summary>The tokens of the session. An answer without a refresh token has none that could be kept, and only their dates count.</summary>
    public SessionTokens Tokens => new(AccessToken, RefreshToken!, Token.IssuedAt, Token.ExpiresAt!.Value);

    public required ConnectRevocation Revocation { get; init; }

    public bool IsOf(string organization) => Organization == organization;

    public void Abandon() => Revocation.Begin(RefreshToken);

    public override string ToString() => nameof(ConnectAnswer);
}
