namespace WorkOs.AspNetCore;

/// <summary>
/// Marks a request whose session could not be read because the cache did not answer: the user may be signed in. Bound to the request.
/// </summary>
internal static class UnreadableSession
{
    /// <summary>The value of the <c>Retry-After</c> header, in seconds.</summary>
    public const string RetryAfter = "5";

    /// <summary>The key of the mark in <c>HttpContext.Items</c>.</summary>
    public static readonly object Key = new();

    public static void Mark(HttpContext context) => context.Items[Key] = true;
}
