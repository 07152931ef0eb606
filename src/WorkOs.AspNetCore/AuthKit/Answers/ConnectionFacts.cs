namespace WorkOs.AspNetCore;

/// <summary>The properties of a connection that can be compared with a response of AuthKit, which does not contain the connection itself.</summary>
/// <param name="Organization">The organization that it belongs to; <see langword="null"/> for a connection of the whole environment.</param>
/// <param name="Type">Its type, such as <c>OktaSAML</c> or <c>GoogleOAuth</c>.</param>
internal sealed record ConnectionFacts(string? Organization, string Type)
{
    private const string SingleSignOn = "SSO";
    private const string SocialSuffix = "OAuth";

    /// <summary>Whether a sign-in through any connection can have this authentication method.</summary>
    public static bool IsMethodOfAny(string? method) =>
        method is not null && (IsSingleSignOn(method) || method.EndsWith(SocialSuffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a sign-in through this connection can have this authentication method: SSO, or the provider of the connection's type.</summary>
    public bool IsReachedBy(string? method) =>
        IsMethodOfAny(method) && (IsSingleSignOn(method!) || method!.Equals(Type, StringComparison.OrdinalIgnoreCase));

    private static bool IsSingleSignOn(string method) => method.Equals(SingleSignOn, StringComparison.OrdinalIgnoreCase);
}
