namespace WorkOs.AspNetCore;

/// <summary>Why an access token was refused. For the application and its log: the caller is told nothing but <c>invalid_token</c>.</summary>
public enum WorkOsTokenFailure
{
    /// <summary>The token was accepted.</summary>
    None = 0,

    /// <summary>It isn't a JWT in compact form, or its parts aren't base64url, UTF-8 and JSON exactly as the specifications have them (RFC 7515, RFC 7519).</summary>
    Malformed,

    /// <summary>It is longer than 16,384 characters.</summary>
    TooLarge,

    /// <summary>It is encrypted (RFC 7516); WorkOS's access tokens are signed.</summary>
    Encrypted,

    /// <summary>A name occurs twice in its header or its claims, so that two readers could read two tokens.</summary>
    DuplicateName,

    /// <summary>Its <c>alg</c> is not exactly <c>RS256</c>.</summary>
    UnsupportedAlgorithm,

    /// <summary>Its header asks for processing that is not done here: <c>crit</c>, <c>b64</c>, <c>zip</c>, <c>enc</c> or <c>cty</c>.</summary>
    UnsupportedHeader,

    /// <summary>Its <c>typ</c> is something other than <c>JWT</c> or <c>at+jwt</c>.</summary>
    UnsupportedType,

    /// <summary>It names a key that WorkOS does not publish for this client, or none at all where several are published.</summary>
    UnknownKey,

    /// <summary>It names a published key that may not verify it: another type, use or algorithm, or fewer than 2048 bits.</summary>
    UnsuitableKey,

    /// <summary>The keys could not be fetched from WorkOS, so that nothing can be said about the token.</summary>
    KeysUnavailable,

    /// <summary>The signature is absent or isn't the named key's.</summary>
    InvalidSignature,

    /// <summary>It has no <c>exp</c>.</summary>
    MissingExpiry,

    /// <summary>It has no <c>sub</c>.</summary>
    MissingSubject,

    /// <summary>Its <c>exp</c> has passed, clock skew allowed for.</summary>
    Expired,

    /// <summary>Its <c>nbf</c> lies ahead, clock skew allowed for.</summary>
    NotYetValid,

    /// <summary>Its <c>iat</c> lies ahead, clock skew allowed for.</summary>
    IssuedInFuture,

    /// <summary>Its <c>iss</c> is absent or not one of the accepted issuers.</summary>
    InvalidIssuer,

    /// <summary>Audiences are asked for, and its <c>aud</c> holds none of them.</summary>
    InvalidAudience,

    /// <summary>It has no <c>sid</c>, and is not the access token of an AuthKit session.</summary>
    MissingSession,

    /// <summary>Its <c>client_id</c> names another client or application than those that are accepted.</summary>
    InvalidClient,

    /// <summary>It comes from an AuthKit domain and has no <c>client_id</c>: it is not an access token, but for example an ID token.</summary>
    MissingClient,

    /// <summary>It comes from an AuthKit domain and is neither a user's nor a machine's: its <c>sub</c>, <c>client_id</c> and <c>sid</c> contradict one another.</summary>
    UnknownKind,
}
