namespace WorkOs.AspNetCore;

/// <summary>What WorkOS granted, read and checked: the tokens of a session, and whose it is.</summary>
internal interface ISessionGrant
{
    SessionTokens Tokens { get; }

    string Subject { get; }

    /// <summary>The organization that the session is in; <see langword="null"/> when in none.</summary>
    string? Organization { get; }

    /// <summary>WorkOS's user, on which the claim actions work.</summary>
    JsonElement User { get; }

    /// <summary>Whether the organization is this one, in the answer and in its tokens as far as each of them says.</summary>
    bool IsOf(string organization);

    /// <summary>Adds the claims of the session; those of the user come from the claim actions.</summary>
    void AddSessionClaims(ClaimsIdentity identity, string roleClaim, string issuer);
}
