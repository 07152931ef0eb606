namespace WorkOs.AspNetCore;

/// <summary>
/// Compares the response with what the sign-in requested. The user can change the authorization URL in the browser, so only the response shows what
/// was requested from WorkOS in the end. A value that the response does not contain counts as a mismatch.
/// </summary>
internal static class AuthKitMatch
{
    /// <summary>Returns the failure code of the first mismatch; <see langword="null"/> if the response matches the request.</summary>
    /// <param name="selector">The requested selector.</param>
    /// <param name="answer">The response.</param>
    /// <param name="connection">The requested connection; <see langword="null"/> until it has been looked up.</param>
    public static string? FindMismatch(Selector? selector, AuthKitAnswer answer, ConnectionFacts? connection) => selector switch
    {
        { Kind: SelectorKind.Organization or SelectorKind.HostedOrganization } asked when !answer.IsOf(asked.Value)
            => WorkOsFailureCodes.OrganizationMismatch,
        { Kind: SelectorKind.Provider, Value: not Selector.HostedProvider } asked
            when !asked.Value.Equals(answer.AuthenticationMethod, StringComparison.OrdinalIgnoreCase)
            => WorkOsFailureCodes.ProviderMismatch,
        { Kind: SelectorKind.Connection } when !IsThrough(connection, answer) => WorkOsFailureCodes.ConnectionMismatch,
        _ => null,
    };

    // WorkOS does not return the connection that was used, so the organization and the authentication method are compared instead.
    private static bool IsThrough(ConnectionFacts? connection, AuthKitAnswer answer) => connection is null
        ? answer.Organization is not null && ConnectionFacts.IsMethodOfAny(answer.AuthenticationMethod)
        : connection.Organization is { } owner && answer.IsOf(owner) && connection.IsReachedBy(answer.AuthenticationMethod);
}
