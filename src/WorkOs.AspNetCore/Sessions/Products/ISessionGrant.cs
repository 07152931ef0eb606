namespace WorkOs.AspNetCore;

/// <summary>The verified answer of WorkOS to a token request: the tokens of a session, and its user.</summary>
internal interface ISessionGrant
{
    SessionTokens Tokens { get; }

    /// <summary>The contents of the access token, which has a subject.</summary>
    AccessToken Token { get; }

    /// <summary>Which claims of the token may become claims of the user. By default those of AuthKit.</summary>
    ClaimNameGuard Guard => ClaimNameGuard.Session;

    /// <summary>The claims that come from the answer rather than from the token.</summary>
    IReadOnlyList<(string ClaimType, string? Value)> Facts { get; }

    /// <summary>The organization that the session is in; <see langword="null"/> when in none.</summary>
    string? Organization { get; }

    /// <summary>The WorkOS user, which the claim actions read.</summary>
    JsonElement User { get; }

    /// <summary>Whether the answer and its tokens are for this organization, as far as each of them names one.</summary>
    bool IsOf(string organization);

    /// <summary>Ends the tokens at WorkOS, in the background, if the session does not use them. By default they expire by themselves.</summary>
    void Abandon()
    {
    }
}
