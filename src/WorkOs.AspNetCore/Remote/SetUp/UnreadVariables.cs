using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// Finds variables that other libraries for WorkOS read and this package does not. Apps have them after a migration, or because WorkOS's own pages
/// name them. A variable whose value matches the actual setting is not a mistake. Values are compared, and never shown.
/// </summary>
internal static class UnreadVariables
{
    // authkit-nextjs; authkit-session, which the other AuthKit libraries share; the starter kits of Laravel.
    private static readonly string[] RedirectUris = ["WORKOS_REDIRECT_URI", "NEXT_PUBLIC_WORKOS_REDIRECT_URI", "WORKOS_REDIRECT_URL"];

    private static readonly string[] CookiePasswords = ["WORKOS_COOKIE_PASSWORD"];

    private static readonly string[] CookieSettings = ["WORKOS_COOKIE_NAME", "WORKOS_COOKIE_DOMAIN", "WORKOS_COOKIE_MAX_AGE", "WORKOS_COOKIE_SAMESITE"];

    // authkit-nextjs and authkit-session read the host; the Python SDK reads the address.
    private static readonly string[] Addresses = ["WORKOS_API_HOSTNAME", "WORKOS_BASE_URL"];

    public static IEnumerable<Mistake> Find(IConfiguration configuration, IReadOnlyCollection<WorkOsRemoteOptions> schemes)
    {
        return Name(RedirectUris, IsCallback, "set CallbackPath to the path of that address, and WORKOS_PUBLIC_ORIGIN to its origin if a proxy hides it")
            .Concat(Name(CookiePasswords, IsNever, "the keys of Data Protection protect session cookies; keep these where all machines of the app read them (AddDataProtection().PersistKeysTo…), and remove the variable"))
            .Concat(Name(CookieSettings, IsNever, "set Cookie.Name, Cookie.Domain, Cookie.SameSite and ExpireTimeSpan in the options of the cookie scheme"))
            .Concat(Name(Addresses, IsBaseAddress, "set WORKOS_BASE_ADDRESS to the address with its scheme"));

        IEnumerable<Mistake> Name(IEnumerable<string> variables, Func<string, WorkOsRemoteOptions, bool> isSoAnyway, string fix)
        {
            var unread = variables
                .Where(variable => configuration[variable] is { } value && !string.IsNullOrWhiteSpace(value) && !schemes.Any(options => isSoAnyway(value, options)))
                .ToList();
            return unread.Count == 0
                ? []
                : [new("unread_variable", $"the configuration has {string.Join(", ", unread)}, which other libraries for WorkOS read and this package does not: {fix}")];
        }
    }

    private static bool IsNever(string value, WorkOsRemoteOptions options) => false;

    // With a path base, the path of the address is longer.
    private static bool IsCallback(string value, WorkOsRemoteOptions options) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && address.AbsolutePath.EndsWith(options.CallbackPath.ToUriComponent(), StringComparison.OrdinalIgnoreCase);

    private static bool IsBaseAddress(string value, WorkOsRemoteOptions options) =>
        options.BaseAddress.Host.Equals(
            Uri.TryCreate(value, UriKind.Absolute, out var address) ? address.Host : value,
            StringComparison.OrdinalIgnoreCase);
}
