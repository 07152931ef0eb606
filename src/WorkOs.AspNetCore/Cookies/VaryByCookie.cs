using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells caches that an answer belongs to a session: <c>Vary: Cookie</c>, unless nothing may store the answer at all
/// (RFC 9110, 12.5.5).
/// </summary>
internal static class VaryByCookie
{
    private static readonly Func<object, Task> AddWhenStarting = static response =>
    {
        Add((HttpResponse)response);
        return Task.CompletedTask;
    };

    /// <summary>
    /// Marks the answer now, for a cache in the process that looks before the response starts, and again when it starts,
    /// since the app may have set the header in between, or cleared the response.
    /// </summary>
    public static void Mark(HttpResponse response)
    {
        if (!response.HasStarted)
        {
            Add(response);
            response.OnStarting(AddWhenStarting, response);
        }
    }

    /// <summary>Marks the answer once.</summary>
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
