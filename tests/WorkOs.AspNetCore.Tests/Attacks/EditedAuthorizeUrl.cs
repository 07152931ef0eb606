using Microsoft.AspNetCore.WebUtilities;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>The address to WorkOS, which whoever holds the browser can edit before following it.</summary>
internal static class EditedAuthorizeUrl
{
    /// <summary>The same address, with the app's selector replaced by another (<c>provider=authkit</c>).</summary>
    public static BrowserAnswer With(this BrowserAnswer start, string selector)
    {
        Assert.True(start.IsRedirect, $"{start.Status}: {start.Body}");
        var url = start.Location!;
        var query = start.LocationQuery.Where(parameter => parameter.Key is not ("connection_id" or "organization_id" or "provider"));
        var edited = QueryHelpers.AddQueryString(url[..url.IndexOf('?', StringComparison.Ordinal)], query);
        return start with { Location = $"{edited}&{selector}" };
    }
}
