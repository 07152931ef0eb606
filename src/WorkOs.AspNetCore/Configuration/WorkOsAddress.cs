namespace WorkOs.AspNetCore;

/// <summary>Addresses to which the API key is sent, or from which keys are fetched.</summary>
internal static class WorkOsAddress
{
    /// <summary>Whether requests to the address are protected from being read or changed in transit: https, or a loopback host.</summary>
    public static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Scheme, host and port, as an issuer without a path spells them: no slash at the end.</summary>
    public static string Origin(Uri address) => address.IsAbsoluteUri ? address.GetLeftPart(UriPartial.Authority) : "";

    /// <summary>The base address without its trailing slash, and the path.</summary>
    /// <remarks>An invalid address is found by the options validator, which runs later.</remarks>
    public static string Combine(Uri? baseAddress, string path) =>
        baseAddress is { IsAbsoluteUri: true } ? baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path : path;
}
