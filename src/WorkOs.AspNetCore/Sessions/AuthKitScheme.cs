using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>Tells which scheme a session was signed in by.</summary>
internal static class AuthKitScheme
{
    public static string? Of(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(SignInState.SchemeKey, out var scheme) ? scheme : null;
}
