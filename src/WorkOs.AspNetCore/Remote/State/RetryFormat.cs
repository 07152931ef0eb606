using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// The text of a "try again" link. Bound to its scheme by its protection, whose purpose is that of no state, and, where it
/// carries more than any link could name, to one browser by a correlation cookie, which its first use spends. Lives for an
/// hour; later, or elsewhere, only the selector, as from outside, and the return URL are left of it.
/// </summary>
internal static class RetryFormat
{
    /// <summary>How long somebody may look at the failure page.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static string Protect(AuthenticationProperties retry, WorkOsRemoteOptions options, string scheme) =>
        FormatOf(options, scheme).Protect(retry);

    public static AuthenticationProperties? Unprotect(string text, WorkOsRemoteOptions options, string scheme) =>
        text.Length is > 0 and <= CallbackQuery.MaxStateLength ? FormatOf(options, scheme).Unprotect(text) : null;

    private static PropertiesDataFormat FormatOf(WorkOsRemoteOptions options, string scheme) =>
        new(options.DataProtectionProvider!.CreateProtector("WorkOs.AspNetCore.Retry", scheme, "v1"));
}
