namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>How old the session is when the program begins.</summary>
internal enum OrderAge
{
    Fresh,

    /// <summary>A refresh is due, or a renewal of the cookie where there are no tokens.</summary>
    Due,

    /// <summary>The access token has expired.</summary>
    Expired,
}
