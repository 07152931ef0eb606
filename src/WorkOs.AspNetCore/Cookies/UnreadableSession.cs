namespace WorkOs.AspNetCore;

/// <summary>
/// Says that a session of this request could not be read, because the cache did not answer: the user may well be signed in. Bound to the
/// request, and gone with it.
/// </summary>
internal static class UnreadableSession
{
    /// <summary>When to come back, in seconds.</summary>
    public const string RetryAfter = "5";

    /// <summary>The key in <c>HttpContext.Items</c> that says so.</summary>
    public static readonly object Key = new();

    public static void Mark(HttpContext context) => context.Items[Key] = true;
}
