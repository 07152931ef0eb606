namespace WorkOs.AspNetCore;

/// <summary>A product whose sign-ins begin sessions that follow one at WorkOS. It is registered under the type of its handler.</summary>
/// <param name="OptionsOf">The options of a scheme of the product, by the name of the scheme.</param>
/// <param name="AskAsync">
/// Asks WorkOS for new tokens, with the options of the scheme and what to ask for.
/// <see langword="null"/> when the answer cannot be used; throws a <see cref="WorkOsApiException"/> when WorkOS refuses, or cannot be
/// reached.
/// </param>
internal sealed record SessionProduct(
    Func<string, WorkOsSessionOptions> OptionsOf, Func<WorkOsSessionOptions, RefreshGrant, CancellationToken, Task<ISessionGrant?>> AskAsync)
{
    /// <summary>
    /// Whether a refresh token is sent once and never again, also where its answer was lost: to other services than AuthKit, one that
    /// comes a second time is stolen, and ends everything that was issued with it. By default it may be sent again.
    /// </summary>
    public bool SendsRefreshTokenOnce { get; init; }

    /// <summary>Whether a session can be moved to another organization. By default it can.</summary>
    public bool CanSwitchOrganization { get; init; } = true;

    /// <summary>Whether WorkOS lists the sessions of a user, and revokes one that is named. By default it does.</summary>
    public bool ListsSessions { get; init; } = true;

    /// <summary>Gets what is needed before a refresh token is sent, with the options of the scheme. Throws a <see cref="WorkOsApiException"/> where it cannot be had.</summary>
    public Func<WorkOsSessionOptions, Task> PrepareAsync { get; init; } = static _ => Task.CompletedTask;
}
