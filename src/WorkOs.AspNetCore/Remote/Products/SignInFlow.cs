namespace WorkOs.AspNetCore;

/// <summary>One sign-in in progress: the items of the app, and the values that the package needs to complete it securely.</summary>
/// <param name="App">The app's items, the return URL, and the parameters of the challenge, which are not part of the state.</param>
internal sealed record SignInFlow(AuthenticationProperties App)
{
    /// <summary>The selector of the sign-in; <see langword="null"/> until it is chosen.</summary>
    public Selector? Selector { get; init; }

    /// <summary>The scopes of the challenge, separated by spaces; they replace those of the options.</summary>
    public string? Scope { get; init; }

    /// <summary>When the browser was redirected to WorkOS, or when the "try again" link was created.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>The id of the correlation cookie that binds the sign-in to its browser.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The code verifier of PKCE (RFC 7636).</summary>
    public string? CodeVerifier { get; init; }

    /// <summary>Whether the package started this sign-in again, after an earlier attempt.</summary>
    public bool IsRestart { get; init; }

    public string? ReturnUrl => App.RedirectUri;

    /// <summary>A sign-in with only a return URL.</summary>
    public static SignInFlow To(string returnUrl) => new(new AuthenticationProperties { RedirectUri = returnUrl });

    public override string ToString() => nameof(SignInFlow);
}
