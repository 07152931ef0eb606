using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore;

namespace SampleSite.SignIn;

/// <summary>The registered ways to sign in: the e-mail form for single sign-on, and a button for each other scheme.</summary>
public sealed class SignInChoices(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<WorkOsOptions> sso,
    IOptionsMonitor<WorkOsAuthKitOptions> authKit,
    IOptionsMonitor<WorkOsConnectOptions> connect)
{
    /// <summary>The scheme of the e-mail form.</summary>
    public const string EmailScheme = WorkOsDefaults.AuthenticationScheme;

    public async Task<bool> HasEmailAsync() => await schemes.GetSchemeAsync(EmailScheme) is { } scheme && IsEnabled(scheme);

    /// <summary>The schemes with a display name. A cookie scheme has none.</summary>
    public async Task<IReadOnlyList<AuthenticationScheme>> GetOthersAsync() =>
        [.. (await schemes.GetAllSchemesAsync()).Where(scheme =>
            scheme.Name != EmailScheme && !string.IsNullOrWhiteSpace(scheme.DisplayName) && IsEnabled(scheme))];

    private bool IsEnabled(AuthenticationScheme scheme) =>
        scheme.HandlerType == typeof(WorkOsHandler) ? sso.Get(scheme.Name).Enabled
        : scheme.HandlerType == typeof(WorkOsAuthKitHandler) ? authKit.Get(scheme.Name).Enabled
        : scheme.HandlerType != typeof(WorkOsConnectHandler) || connect.Get(scheme.Name).Enabled;
}
