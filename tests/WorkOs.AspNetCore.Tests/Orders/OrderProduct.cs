namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>Which sessions a program is about.</summary>
internal enum OrderProduct
{
    /// <summary>Of AuthKit, whose refresh tokens may be sent again for 30 seconds.</summary>
    AuthKit,

    /// <summary>As those of Connect, whose refresh tokens are sent once.</summary>
    Once,

    /// <summary>With an id at WorkOS and no tokens, as those of Connect without <c>offline_access</c>.</summary>
    Tokenless,

    /// <summary>Of single sign-on: a cookie, and nothing at WorkOS.</summary>
    Sso,
}
