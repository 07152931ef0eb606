namespace WorkOs.AspNetCore;

/// <summary>Why an id_token was refused, for reasons that <see cref="WorkOsTokenFailure"/> does not contain.</summary>
internal enum IdTokenFailure
{
    /// <summary>It has <c>client_id</c> or <c>scope</c>, as access tokens do.</summary>
    AccessToken,

    /// <summary>Its <c>aud</c> contains other audiences besides this application.</summary>
    SeveralAudiences,

    /// <summary>Its <c>azp</c> is not this application, or not that of the sign-in.</summary>
    InvalidAuthorizedParty,

    /// <summary>Its <c>nonce</c> is not the one that was sent.</summary>
    InvalidNonce,

    /// <summary>Its <c>auth_time</c> is not a date, or not that of the sign-in.</summary>
    InvalidAuthenticationTime,

    /// <summary>Its <c>sub</c> is longer than 255 characters, or contains characters other than printable ASCII.</summary>
    InvalidSubject,

    /// <summary>It has no <c>iat</c>.</summary>
    MissingIssuedAt,

    /// <summary>Its <c>iat</c> is too old for a response to this sign-in.</summary>
    IssuedTooLongAgo,

    /// <summary>Its <c>at_hash</c> does not match the access token of the same response.</summary>
    InvalidAccessTokenHash,
}
