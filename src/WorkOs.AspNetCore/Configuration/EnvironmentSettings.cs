using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The names under which a container sets what neither code nor the section of a scheme sets. Every shell can export them. They are read from the
/// app's configuration, so that they can come from other sources than the environment.
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

    /// <summary>The value, unless something else has set one.</summary>
    public static string Text(IConfiguration configuration, string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? configuration[name] ?? string.Empty : value;

    /// <summary>
    /// The credential, unless something else has set one. Where there is none, and another library's variable has one, its name is a problem: whoever
    /// has set that believes that the credential is there.
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

    /// <summary>The address of that name; <see langword="null"/> where there is none, and where it cannot be read, which is a problem then.</summary>
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
