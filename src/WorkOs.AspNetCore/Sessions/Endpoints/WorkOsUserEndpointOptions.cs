namespace WorkOs.AspNetCore;

/// <summary>What <c>GET /auth/user</c> tells a script.</summary>
public sealed class WorkOsUserEndpointOptions
{
    /// <summary>
    /// The claims that scripts may read: the name that each has in the answer, and its type, for example
    /// <c>Claims.Add("email", ClaimTypes.Email)</c>. The answer has all values of a type, in a list, and no list where the user has none. Default:
    /// empty. Names are case-sensitive.
    /// </summary>
    public IDictionary<string, string> Claims { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
