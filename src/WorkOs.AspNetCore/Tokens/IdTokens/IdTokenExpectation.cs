namespace WorkOs.AspNetCore;

/// <summary>What an id_token has to fit to.</summary>
/// <param name="AccessToken">The access token that came beside it.</param>
internal sealed record IdTokenExpectation(string AccessToken)
{
    /// <summary>The nonce of the sign-in. <see langword="null"/> for a refresh, whose id_token need not repeat it (OpenID Connect Core 12.2).</summary>
    public string? Nonce { get; init; }

    public override string ToString() => nameof(IdTokenExpectation);
}
