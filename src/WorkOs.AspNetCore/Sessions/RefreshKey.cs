namespace WorkOs.AspNetCore;

/// <summary>
/// What a refresh is bound to: the cookie scheme, the stored session where there is one, and the refresh token. An app may
/// keep one session of WorkOS in two cookies, with claims of its own in one of them, and neither becomes the other.
/// </summary>
internal readonly record struct RefreshKey(string CookieScheme, string? StoreKey, string RefreshToken);
