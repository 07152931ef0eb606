namespace WorkOs.AspNetCore;

/// <summary>The options of <c>GET /auth/user</c>.</summary>
public sealed class WorkOsUserEndpointOptions
{
    /// <summary>
    /// The claims that scripts may read: the name of each in the answer, and its claim type, for example <c>Claims.Add("email",
    /// ClaimTypes.Email)</c>. The answer has a list of all values of a type, and no list if the user has no claim of that type. Default: empty.
    /// Names are case-sensitive.
    /// </summary>
    public IDictionary<string, string> Claims { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
