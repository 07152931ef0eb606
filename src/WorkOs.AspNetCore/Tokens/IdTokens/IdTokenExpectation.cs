namespace WorkOs.AspNetCore;

/// <summary>What an id_token has to fit to: the sign-in that asked for it, or the one that a refresh goes back to.</summary>
internal sealed record IdTokenExpectation
{
    private IdTokenExpectation(string accessToken) => AccessToken = accessToken;

    /// <summary>The access token that came beside it.</summary>
    public string AccessToken { get; }

    /// <summary>The nonce of the sign-in; <see langword="null"/> for a refresh.</summary>
    public string? Nonce { get; private init; }

    /// <summary>The token of the sign-in, for a refresh; <see langword="null"/> where it is not known, so that nothing can be compared with it.</summary>
    public OriginalIdToken? Original { get; private init; }

    public static IdTokenExpectation OfSignIn(string accessToken, string nonce) => new(accessToken) { Nonce = nonce };

    public static IdTokenExpectation OfRefresh(string accessToken, OriginalIdToken? original) => new(accessToken) { Original = original };

    public override string ToString() => nameof(IdTokenExpectation);
}
