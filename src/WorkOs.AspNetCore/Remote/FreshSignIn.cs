using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>Marks a request that signs a person in anew, as opposed to one that goes on with a session.</summary>
internal static class FreshSignIn
{
    private static readonly object Key = new();

    public static void Begin(HttpContext context) => context.Items[Key] = Key;

    public static void End(HttpContext context) => context.Items.Remove(Key);

    public static bool IsUnderWay(HttpContext context) => context.Items.ContainsKey(Key);
}
