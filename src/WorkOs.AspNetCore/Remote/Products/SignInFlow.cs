namespace WorkOs.AspNetCore;

/// <summary>One sign-in under way: what the app wants to have back, and what the package needs to finish it safely.</summary>
/// <param name="App">The app's items, the return URL, and the parameters of the challenge, which never leave the request.</param>
internal sealed record SignInFlow(AuthenticationProperties App)
{
    /// <summary>What the sign-in asks for; <see langword="null"/> until it is chosen.</summary>
    public Selector? Selector { get; init; }

    /// <summary>The scopes that the challenge asks for in place of those of the options, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>When the browser was sent to WorkOS, or when the link to try again was made.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>The id of the correlation cookie that binds the sign-in to its browser.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The secret of RFC 7636.</summary>
    public string? CodeVerifier { get; init; }

    /// <summary>Whether the package started this sign-in again, after an earlier attempt.</summary>
    public bool IsRestart { get; init; }

    public string? ReturnUrl => App.RedirectUri;

    /// <summary>A sign-in of which only a return URL is known.</summary>
    public static SignInFlow To(string returnUrl) => new(new AuthenticationProperties { RedirectUri = returnUrl });

    public override string ToString() => nameof(SignInFlow);
}
