using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Tells caches that an answer belongs to a session: <c>Vary: Cookie</c>, unless nothing may store the answer at all
/// (RFC 9110, 12.5.5).
/// </summary>
internal static class VaryByCookie
{
    private static readonly Func<object, Task> OnStarting = static response =>
    {
        AddTo(((HttpResponse)response).Headers);
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
            AddTo(response.Headers);
            response.OnStarting(OnStarting, response);
        }
    }

    private static void AddTo(IHeaderDictionary headers)
    {
        if (!Has(headers.CacheControl, "no-store") && !Has(headers.Vary, HeaderNames.Cookie) && !Has(headers.Vary, "*"))
        {
            headers.Vary = StringValues.Concat(headers.Vary, HeaderNames.Cookie);
        }
    }

    private static bool Has(StringValues values, string member)
    {
        foreach (var value in values)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                if (value.AsSpan(range).Trim().Equals(member, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
