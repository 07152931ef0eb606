namespace WorkOs.AspNetCore;

/// <summary>What WorkOS granted, read and checked: the tokens of a session, and whose it is.</summary>
internal interface ISessionGrant
{
    SessionTokens Tokens { get; }

    /// <summary>What the access token says; it names its subject.</summary>
    AccessToken Token { get; }

    /// <summary>Which names of the token's claims may become claims. By default those of AuthKit.</summary>
    ClaimNameGuard Guard => ClaimNameGuard.Session;

    /// <summary>What the answer says beside the token, as claims.</summary>
    IReadOnlyList<(string ClaimType, string? Value)> Facts { get; }

    /// <summary>The organization that the session is in; <see langword="null"/> when in none.</summary>
    string? Organization { get; }

    /// <summary>WorkOS's user, on which the claim actions work.</summary>
    JsonElement User { get; }

    /// <summary>Whether the organization is this one, in the answer and in its tokens as far as each of them says.</summary>
    bool IsOf(string organization);

    /// <summary>Ends the tokens at WorkOS, in the background, where the session does not take them. By default they end by themselves.</summary>
    void Abandon()
    {
    }
}
