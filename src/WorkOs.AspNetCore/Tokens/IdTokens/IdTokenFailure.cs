namespace WorkOs.AspNetCore;

/// <summary>Why an id_token was refused, where <see cref="WorkOsTokenFailure"/> has no name for it.</summary>
internal enum IdTokenFailure
{
    /// <summary>It has <c>client_id</c> or <c>scope</c>, as access tokens do.</summary>
    AccessToken,

    /// <summary>Its <c>aud</c> has others beside this application.</summary>
    SeveralAudiences,

    /// <summary>Its <c>azp</c> is not this application, or not that of the sign-in.</summary>
    InvalidAuthorizedParty,

    /// <summary>Its <c>nonce</c> is not the one that was sent.</summary>
    InvalidNonce,

    /// <summary>Its <c>auth_time</c> is no date, or not that of the sign-in.</summary>
    InvalidAuthenticationTime,

    /// <summary>Its <c>sub</c> is longer than 255 characters, or has others than printable ASCII.</summary>
    InvalidSubject,

    /// <summary>It has no <c>iat</c>.</summary>
    MissingIssuedAt,

    /// <summary>Its <c>iat</c> is so long ago that it is not the answer to this sign-in.</summary>
    IssuedTooLongAgo,

    /// <summary>Its <c>at_hash</c> is of another access token than the one beside it.</summary>
    InvalidAccessTokenHash,
}
