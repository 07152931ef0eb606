namespace WorkOs.AspNetCore;

/// <summary>
/// A WorkOS product with a browser sign-in. It implements the protocol of the product; the checks that protect every sign-in (state, correlation
/// cookie, return URL) are not part of it.
/// </summary>
internal interface IRemoteProduct
{
    /// <summary>Finds the selector: that of the challenge, otherwise the default; <see langword="null"/> if there is neither.</summary>
    /// <exception cref="WorkOsAuthenticationException">The selector of the challenge cannot be found.</exception>
    ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge);

    /// <summary>Adds the selector and the parameters of the challenge to the authorize URL.</summary>
    /// <exception cref="WorkOsAuthenticationException">
    /// The product does not support the selector, or the authorization endpoint is not known.
    /// </exception>
    ValueTask AddParametersAsync(RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge);

    /// <summary>
    /// Verifies that an error in the callback of a sign-in was sent by the authorization server of that sign-in. Does nothing by default, because
    /// most products do not identify the sender.
    /// </summary>
    /// <exception cref="WorkOsAuthenticationException">The error was sent by another server, or the expected server is not known.</exception>
    Task VerifyErrorAsync(RemoteRequest request) => Task.CompletedTask;

    /// <summary>Redeems the code, and compares the result with the selector of the flow.</summary>
    /// <exception cref="WorkOsAuthenticationException">
    /// WorkOS refuses the code, cannot be reached, or returns another result than was requested.
    /// </exception>
    Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code);

    /// <summary>Whether an existing session of the scheme matches the selector.</summary>
    bool IsSessionOf(ClaimsPrincipal session, Selector? selector);

    /// <summary>
    /// The URL at which a sign-out ends the session outside of the app; <see langword="null"/> if there is none. Does not throw for failures of
    /// WorkOS or of the network.
    /// </summary>
    Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl);

    /// <summary>
    /// Returns the connection that a code belongs to, and discards the rest of the result. Returns <see langword="null"/> by default.
    /// </summary>
    Task<Selector?> LookUpSelectorAsync(RemoteRequest request, string code) => Task.FromResult<Selector?>(null);

    /// <summary>
    /// Redirects the browser to a page of the app that continues the sign-in in spite of the failure, if there is one. Returns whether it did; by
    /// default it does not.
    /// </summary>
    Task<bool> TryContinueElsewhereAsync(RemoteRequest request, WorkOsAuthenticationException failure, SignInFlow flow) => Task.FromResult(false);
}
