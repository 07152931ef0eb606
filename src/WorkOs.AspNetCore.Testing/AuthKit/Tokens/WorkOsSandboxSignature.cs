namespace WorkOs.AspNetCore.Testing;

/// <summary>How a token is signed. It does not change the header: a test sets <c>alg</c> and <c>kid</c> itself.</summary>
public enum WorkOsSandboxSignature
{
    /// <summary>
    /// By the current key, with the algorithm of the header: <c>RS256</c>, which WorkOS uses, <c>RS384</c>, <c>RS512</c>, <c>PS256</c>,
    /// <c>PS384</c> or <c>PS512</c>; any other header is signed as <c>RS256</c>. The default.
    /// </summary>
    Valid,

    /// <summary>By a key that is in no key set.</summary>
    OtherKey,

    /// <summary>By HMAC-SHA256, with the public key in PEM as the secret.</summary>
    HmacWithPublicKey,

    /// <summary>By the current key, with one bit changed.</summary>
    Broken,

    /// <summary>Not at all: the third part of the token is empty.</summary>
    Missing,
}
