namespace WorkOs.AspNetCore;

/// <summary>
/// Compares the answer with what was asked for. The address that leads to WorkOS is in the hands of whoever holds the
/// browser; what it asked for in the end shows only in the answer. What the answer does not say is a difference.
/// </summary>
internal static class AuthKitMatch
{
    /// <summary>The failure code of the first difference; <see langword="null"/> when the answer is what was asked for.</summary>
    /// <param name="selector">What was asked for.</param>
    /// <param name="answer">What came back.</param>
    /// <param name="connection">The connection that was asked for; <see langword="null"/> while it is not known yet.</param>
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

    // WorkOS does not say which connection was used.
    private static bool IsThrough(ConnectionFacts? connection, AuthKitAnswer answer) => connection is null
        ? answer.Organization is not null && ConnectionFacts.IsMethodOfAny(answer.AuthenticationMethod)
        : connection.Organization is { } owner && answer.IsOf(owner) && connection.IsReachedBy(answer.AuthenticationMethod);
}
