namespace WorkOs.AspNetCore;

/// <summary>
/// A product whose sign-ins begin sessions that follow a session at WorkOS. It is registered with the type of its handler as the key.
/// </summary>
/// <param name="OptionsOf">The options of a scheme of the product, by the name of the scheme.</param>
/// <param name="AskAsync">
/// Requests new tokens from WorkOS, with the options of the scheme and the request. Returns <see langword="null"/> if the answer cannot be used;
/// throws a <see cref="WorkOsApiException"/> if WorkOS refuses, or cannot be reached.
/// </param>
internal sealed record SessionProduct(
    Func<string, WorkOsSessionOptions> OptionsOf, Func<WorkOsSessionOptions, RefreshGrant, CancellationToken, Task<ISessionGrant?>> AskAsync)
{
    /// <summary>
    /// Whether a refresh token is sent only once, even if the answer was lost. Services other than AuthKit treat a refresh token that arrives twice
    /// as stolen, and revoke everything that was issued with it. By default it may be sent again.
    /// </summary>
    public bool SendsRefreshTokenOnce { get; init; }

    /// <summary>Whether a session can be moved to another organization. By default it can.</summary>
    public bool CanSwitchOrganization { get; init; } = true;

    /// <summary>Whether WorkOS lists the sessions of a user, and revokes one that is named. By default it does.</summary>
    public bool ListsSessions { get; init; } = true;

    /// <summary>
    /// Fetches what is needed before a refresh token is sent, with the options of the scheme. Throws a <see cref="WorkOsApiException"/> if that
    /// fails.
    /// </summary>
    public Func<WorkOsSessionOptions, Task> PrepareAsync { get; init; } = static _ => Task.CompletedTask;
}
