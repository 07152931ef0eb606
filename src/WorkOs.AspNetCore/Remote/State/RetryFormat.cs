using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The text of a "try again" link. Bound to its scheme by its protection, whose purpose is that of no state, and, where it
/// carries more than any link could name, to one browser by a correlation cookie, which its first use spends. Lives for an
/// hour; later, or elsewhere, only the selector, as from outside, and the return URL are left of it.
/// </summary>
internal static class RetryFormat
{
    /// <summary>The parameter of the callback path that carries the text.</summary>
    public const string Parameter = "retry";

    /// <summary>How long somebody may look at the failure page.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static string Protect(SignInFlow retry, RemoteRequest request)
    {
        var text = SignInState.Protect(retry, FormatOf(request.Options, request.Scheme.Name));

        // The app may keep more than an address has room for; a way on without it is better than none.
        return text.Length <= SignInState.MaxLength || retry.ReturnUrl is not { } returnUrl
            ? text
            : SignInState.Protect(retry with { App = SignInFlow.To(returnUrl).App, Scope = null }, FormatOf(request.Options, request.Scheme.Name));
    }

    public static SignInFlow? Unprotect(string text, RemoteRequest request) => SignInState.Unprotect(text, FormatOf(request.Options, request.Scheme.Name));

    public static PropertiesDataFormat FormatOf(WorkOsRemoteOptions options, string scheme) =>
        new(options.DataProtectionProvider!.CreateProtector("WorkOs.AspNetCore.Retry", scheme, "v1"));
}
