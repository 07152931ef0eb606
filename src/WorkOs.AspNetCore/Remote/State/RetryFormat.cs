using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The text of a "try again" link. It is bound to its scheme by its protection, which has another purpose than that of a state. If it contains more
/// than any link can name, it is also bound to one browser by a correlation cookie, which is deleted when the link is first used. It is valid for an
/// hour; later, or in another browser, only the selector, treated as from outside, and the return URL are used.
/// </summary>
internal static class RetryFormat
{
    /// <summary>The parameter of the callback path that carries the text.</summary>
    public const string Parameter = "retry";

    /// <summary>How long a "try again" link on the failure page is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static string Protect(SignInFlow retry, RemoteRequest request)
    {
        var text = SignInState.Protect(retry, FormatOf(request.Options, request.Scheme.Name));

        // The app's items may be too long for a URL. A link without them is better than no link.
        return text.Length <= SignInState.MaxLength || retry.ReturnUrl is not { } returnUrl
            ? text
            : SignInState.Protect(retry with { App = SignInFlow.To(returnUrl).App, Scope = null }, FormatOf(request.Options, request.Scheme.Name));
    }

    public static SignInFlow? Unprotect(string text, RemoteRequest request) => SignInState.Unprotect(text, FormatOf(request.Options, request.Scheme.Name));

    public static PropertiesDataFormat FormatOf(WorkOsRemoteOptions options, string scheme) =>
        new(options.DataProtectionProvider!.CreateProtector("WorkOs.AspNetCore.Retry", scheme, "v1"));
}
