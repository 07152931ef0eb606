namespace WorkOs.AspNetCore;

/// <summary>The values that an id_token must match: those of the sign-in that requested it or, for a refresh, those of the original sign-in.</summary>
internal sealed record IdTokenExpectation
{
    private IdTokenExpectation(string accessToken) => AccessToken = accessToken;

    /// <summary>The access token of the same response.</summary>
    public string AccessToken { get; }

    /// <summary>The nonce of the sign-in; <see langword="null"/> for a refresh.</summary>
    public string? Nonce { get; private init; }

    /// <summary>The id_token of the sign-in, for a refresh; <see langword="null"/> if it is unknown, so that no value can be compared with it.</summary>
    public OriginalIdToken? Original { get; private init; }

    public static IdTokenExpectation OfSignIn(string accessToken, string nonce) => new(accessToken) { Nonce = nonce };

    public static IdTokenExpectation OfRefresh(string accessToken, OriginalIdToken? original) => new(accessToken) { Original = original };

    public override string ToString() => nameof(IdTokenExpectation);
}
