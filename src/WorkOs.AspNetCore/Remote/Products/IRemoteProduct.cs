namespace WorkOs.AspNetCore;

/// <summary>A product of WorkOS with a browser sign-in. It speaks the product's protocol; what makes the sign-in safe is not its business.</summary>
internal interface IRemoteProduct
{
    /// <summary>Which selector: that of the challenge, else the default; <see langword="null"/> when there is neither.</summary>
    /// <exception cref="WorkOsAuthenticationException">The challenge names something that cannot be found.</exception>
    ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge);

    /// <summary>Which parameters: adds the selector, and what the challenge says, to the authorize URL.</summary>
    /// <exception cref="WorkOsAuthenticationException">The selector cannot be asked for, or the way to WorkOS is not known.</exception>
    ValueTask AddParametersAsync(RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge);

    /// <summary>Whether an error in the callback of a sign-in is the answer of whom was asked. By default nothing says whose it is.</summary>
    /// <exception cref="WorkOsAuthenticationException">It is somebody else's, or whom was asked is not known.</exception>
    Task VerifyErrorAsync(RemoteRequest request) => Task.CompletedTask;

    /// <summary>What the code buys, compared with what the flow asked for.</summary>
    /// <exception cref="WorkOsAuthenticationException">WorkOS refuses the code, cannot be reached, or answers with something else than was asked for.</exception>
    Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code);

    /// <summary>Whether an existing session of the scheme is what was asked for.</summary>
    bool IsSessionOf(ClaimsPrincipal session, Selector? selector);

    /// <summary>Where a sign-out goes, to end the session outside of the app; <see langword="null"/> for nowhere. Does not throw for what WorkOS or the network does.</summary>
    Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl);

    /// <summary>Learns which connection a code belongs to, and nothing else of it. By default it cannot be learned.</summary>
    Task<Selector?> LookUpSelectorAsync(RemoteRequest request, string code) => Task.FromResult<Selector?>(null);

    /// <summary>Whether the browser was sent to a page of the app on which the sign-in goes on in spite of the failure. By default it is not.</summary>
    Task<bool> TryContinueElsewhereAsync(RemoteRequest request, WorkOsAuthenticationException failure, SignInFlow flow) => Task.FromResult(false);
}
