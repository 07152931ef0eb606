using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The names of the variables that a container sets, for settings that neither code nor the section of a scheme sets. Every shell can export these
/// names. They are read from the app's configuration, so that other sources than the environment can provide them.
/// </summary>
internal static class EnvironmentSettings
{
    public const string ClientId = "WORKOS_CLIENT_ID";
    public const string ApiKey = "WORKOS_API_KEY";
    public const string BaseAddress = "WORKOS_BASE_ADDRESS";
    public const string PublicOrigin = "WORKOS_PUBLIC_ORIGIN";
    public const string WebhookSecret = "WORKOS_WEBHOOK_SECRET";
    public const string ConnectClientId = "WORKOS_CONNECT_CLIENT_ID";
    public const string ConnectClientSecret = "WORKOS_CONNECT_CLIENT_SECRET";
    public const string AuthKitDomain = "WORKOS_AUTHKIT_DOMAIN";

    // Auth.js, provider WorkOS.
    public const string AuthJsClientId = "AUTH_WORKOS_ID";
    public const string AuthJsClientSecret = "AUTH_WORKOS_SECRET";

    /// <summary>The value, or the configured one if the value is empty.</summary>
    public static string Text(IConfiguration configuration, string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? configuration[name] ?? string.Empty : value;

    /// <summary>
    /// The credential, or the configured one if the credential is empty. If both are empty and another library's variable is set, that variable is
    /// reported as a problem, because this package does not read it.
    /// </summary>
    public static string Credential(IConfiguration configuration, string name, string elsewhere, string? value, ICollection<string> problems)
    {
        var credential = Text(configuration, name, value);
        if (string.IsNullOrWhiteSpace(credential) && !string.IsNullOrWhiteSpace(configuration[elsewhere]))
        {
            problems.Add($"{elsewhere} is set, which Auth.js reads and this package does not: rename it to {name}");
        }

        return credential;
    }

    /// <summary>The address of that name; <see langword="null"/> if there is none, or if it is invalid, which is reported as a problem.</summary>
    public static Uri? Address(IConfiguration configuration, string name, ICollection<string> problems)
    {
        if (configuration[name] is not { } value || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (Uri.TryCreate(value, UriKind.Absolute, out var address))
        {
            return address;
        }

        problems.Add($"{name} cannot be read: write an address with its scheme, such as https://app.example.com");
        return null;
    }
}
