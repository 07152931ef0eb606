namespace WorkOs.AspNetCore;

/// <summary>How a Connect application authenticates at the token endpoint (RFC 6749, section 2.3).</summary>
public enum WorkOsClientAuthentication
{
    /// <summary>With the client secret in the body of the request (<c>client_secret_post</c>), as WorkOS documents it.</summary>
    SecretPost = 0,

    /// <summary>With the client secret in an <c>Authorization: Basic</c> header (<c>client_secret_basic</c>).</summary>
    SecretBasic,

    /// <summary>No client authentication, for a public application (<c>none</c>): PKCE binds the code to the sign-in.</summary>
    None,
}
