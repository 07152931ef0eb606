using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Declares that a response depends on the session: adds <c>Vary: Cookie</c>, unless the response must not be stored at all (RFC 9110, 12.5.5).
/// </summary>
internal static class VaryByCookie
{
    private static readonly Func<object, Task> AddWhenStarting = static response =>
    {
        Add((HttpResponse)response);
        return Task.CompletedTask;
    };

    /// <summary>
    /// Adds the header now, for an in-process cache that looks at it before the response starts, and again when it starts, because the app may have
    /// set the header or cleared the response in between.
    /// </summary>
    public static void Mark(HttpResponse response)
    {
        if (!response.HasStarted)
        {
            Add(response);
            response.OnStarting(AddWhenStarting, response);
        }
    }

    /// <summary>Adds the header, if it is missing.</summary>
    public static void Add(HttpResponse response)
    {
        var headers = response.Headers;
        if (!HasMember(headers.CacheControl, "no-store") && !HasMember(headers.Vary, HeaderNames.Cookie) && !HasMember(headers.Vary, "*"))
        {
            headers.Vary = StringValues.Concat(headers.Vary, HeaderNames.Cookie);
        }

        static bool HasMember(StringValues values, string member) =>
            values.Any(value => value?.Split(',', StringSplitOptions.TrimEntries).Contains(member, StringComparer.OrdinalIgnoreCase) == true);
    }
}
