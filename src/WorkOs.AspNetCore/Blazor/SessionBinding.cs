namespace WorkOs.AspNetCore;

/// <summary>Identifies the session of a circuit. A session that is found later under the same id but does not match is a different one.</summary>
/// <param name="CookieScheme">The cookie scheme that holds the session.</param>
/// <param name="Scheme">The scheme that signed in; <see langword="null"/> where the session does not say.</param>
/// <param name="Environment">The WorkOS environment of the scheme; <see langword="null"/> for a session that has none at WorkOS.</param>
/// <param name="UserId">The user.</param>
internal sealed record SessionBinding(string CookieScheme, string? Scheme, string? Environment, string? UserId)
{
    public static SessionBinding Of(AuthenticationTicket ticket, SessionScheme? scheme) => new(
        ticket.AuthenticationScheme,
        ticket.Properties.Items.TryGetValue(SignInState.SchemeKey, out var name) ? name : null,
        scheme?.Options.Environment,
        ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier));

    public override string ToString() => nameof(SessionBinding);
}
