namespace WorkOs.AspNetCore;

/// <summary>What WorkOS says about a connection that an answer of AuthKit, which names none, can be compared with.</summary>
/// <param name="Organization">The organization that it belongs to; <see langword="null"/> for a connection of the whole environment.</param>
/// <param name="Type">Its type, such as <c>OktaSAML</c> or <c>GoogleOAuth</c>.</param>
internal sealed record ConnectionFacts(string? Organization, string Type)
{
    private const string SingleSignOn = "SSO";
    private const string SocialSuffix = "OAuth";

    /// <summary>Whether people come through a connection of some type by this method.</summary>
    public static bool IsMethodOfAny(string? method) =>
        method is not null && (IsSingleSignOn(method) || method.EndsWith(SocialSuffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether people come through this connection by the method: SSO, or the provider that its type is.</summary>
    public bool IsReachedBy(string? method) =>
        IsMethodOfAny(method) && (IsSingleSignOn(method!) || method!.Equals(Type, StringComparison.OrdinalIgnoreCase));

    private static bool IsSingleSignOn(string method) => method.Equals(SingleSignOn, StringComparison.OrdinalIgnoreCase);
}
