namespace WorkOs.AspNetCore;

/// <summary>Addresses that the API key is sent to, or that are believed because of where they are.</summary>
internal static class WorkOsAddress
{
    /// <summary>Whether nobody on the way can read or change what goes there: https, or this machine itself.</summary>
    public static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>The base address without its trailing slash, and the path.</summary>
    /// <remarks>An address that is none is found by the validation, which comes later.</remarks>
    public static string Combine(Uri? baseAddress, string path) =>
        baseAddress is { IsAbsoluteUri: true } ? baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path : path;
}
