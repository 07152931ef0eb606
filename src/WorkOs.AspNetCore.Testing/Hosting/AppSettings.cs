using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The settings of an app that has a sandbox in its own process.</summary>
internal static class AppSettings
{
    private const string ClientId = "WORKOS_CLIENT_ID";
    private const string ApiKey = "WORKOS_API_KEY";
    private const string BaseAddress = "WORKOS_BASE_ADDRESS";
    private const string Schemes = "Authentication:Schemes";
    private const string Prefix = "WorkOS";
    private static readonly string[] DefaultSchemes = ["WorkOS", "WorkOS.AuthKit", "WorkOS.Bearer", "WorkOS.ApiKey"];
    private static readonly string[] Credentials = ["ClientId", "ApiKey", "ClientSecret"];

    /// <summary>
    /// Whether the configuration has a WorkOS credential. One is enough, so that the package can report that the other one is missing.
    /// </summary>
    public static bool HaveCredentials(IConfiguration configuration) =>
        IsSet(configuration[ClientId])
        || IsSet(configuration[ApiKey])
        || configuration.GetSection(Schemes).GetChildren()
            .Where(scheme => scheme.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Any(scheme => Credentials.Any(name => IsSet(scheme[name])));

    /// <summary>
    /// Configures the app for a sandbox. Replaces the addresses of schemes with default names; other schemes keep their address if they have one.
    /// </summary>
    public static void Set(IConfigurationBuilder configuration, string clientId, string apiKey, Uri baseAddress) =>
        configuration.AddInMemoryCollection(DefaultSchemes
            .Select(scheme => KeyValuePair.Create($"{Schemes}:{scheme}:BaseAddress", (string?)baseAddress.AbsoluteUri))
            .Concat([new(ClientId, clientId), new(ApiKey, apiKey), new(BaseAddress, baseAddress.AbsoluteUri)]));

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}
