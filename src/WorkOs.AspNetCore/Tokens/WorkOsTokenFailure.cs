namespace WorkOs.AspNetCore;

/// <summary>Why an access token was refused. For the app and its log only: the response contains no more than <c>invalid_token</c>.</summary>
public enum WorkOsTokenFailure
{
    /// <summary>The token was accepted.</summary>
    None = 0,

    /// <summary>It is not a JWT in compact form, or its parts are not base64url, UTF-8 and JSON exactly as specified (RFC 7515, RFC 7519).</summary>
    Malformed,

    /// <summary>It is longer than 16,384 characters.</summary>
    TooLarge,

    /// <summary>It is encrypted (RFC 7516); WorkOS's access tokens are signed.</summary>
    Encrypted,

    /// <summary>A name occurs twice in its header or its claims, so two parsers could read different values.</summary>
    DuplicateName,

    /// <summary>Its <c>alg</c> is not exactly <c>RS256</c>.</summary>
    UnsupportedAlgorithm,

    /// <summary>Its header requires processing that is not supported: <c>crit</c>, <c>b64</c>, <c>zip</c>, <c>enc</c> or <c>cty</c>.</summary>
    UnsupportedHeader,

    /// <summary>Its <c>typ</c> is something other than <c>JWT</c> or <c>at+jwt</c>.</summary>
    UnsupportedType,

    /// <summary>It names a key that WorkOS does not publish for this client, or it names no key and several are published.</summary>
    UnknownKey,

    /// <summary>It names a published key that must not verify it: another type, use or algorithm, or fewer than 2048 bits.</summary>
    UnsuitableKey,

    /// <summary>The keys could not be fetched from WorkOS, so the token could not be validated.</summary>
    KeysUnavailable,

    /// <summary>The signature is missing, or is not valid for the key.</summary>
    InvalidSignature,

    /// <summary>It has no <c>exp</c>.</summary>
    MissingExpiry,

    /// <summary>It has no <c>sub</c>.</summary>
    MissingSubject,

    /// <summary>Its <c>exp</c> is in the past, beyond the accepted clock skew.</summary>
    Expired,

    /// <summary>Its <c>nbf</c> is in the future, beyond the accepted clock skew.</summary>
    NotYetValid,

    /// <summary>Its <c>iat</c> is in the future, beyond the accepted clock skew.</summary>
    IssuedInFuture,

    /// <summary>Its <c>iss</c> is missing, or is not one of the accepted issuers.</summary>
    InvalidIssuer,

    /// <summary>An audience is required, and its <c>aud</c> contains none of the accepted ones.</summary>
    InvalidAudience,

    /// <summary>It has no <c>sid</c>, and is not the access token of an AuthKit session.</summary>
    MissingSession,

    /// <summary>Its <c>client_id</c> is not one of the accepted clients or applications.</summary>
    InvalidClient,

    /// <summary>It comes from an AuthKit domain and has no <c>client_id</c>: it is not an access token, but for example an ID token.</summary>
    MissingClient,

    /// <summary>It comes from an AuthKit domain and is neither a user's nor a machine's: its <c>sub</c>, <c>client_id</c> and <c>sid</c> contradict one another.</summary>
    UnknownKind,
}
