using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <summary>
/// Keeps a pending selection in the browser, protected and for ten minutes: only the browser that started the
/// sign-in can end it.
/// </summary>
internal sealed class PendingSelectionCookie(IDataProtectionProvider protection)
{
    private const string Name = ".WorkOs.Selection";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ChunkingCookieManager _cookies = new();
    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("WorkOs.AspNetCore.PendingSelection", "v1").ToTimeLimitedDataProtector();

    public void Write(HttpContext context, PathString pathBase, PendingSelection pending)
    {
        var json = JsonSerializer.Serialize(pending, WorkOsJsonContext.Default.PendingSelection);
        _cookies.AppendResponseCookie(context, Name, _protector.Protect(json, Lifetime), BuildOptions(context, pathBase));
    }

    public PendingSelection? Read(HttpContext context)
    {
        try
        {
            return _cookies.GetRequestCookie(context, Name) is { Length: > 0 } value
                ? JsonSerializer.Deserialize(_protector.Unprotect(value), WorkOsJsonContext.Default.PendingSelection)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Delete(HttpContext context, PathString pathBase) => _cookies.DeleteCookie(context, Name, BuildOptions(context, pathBase));

    private static CookieOptions BuildOptions(HttpContext context, PathString pathBase) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = pathBase.HasValue ? pathBase.Value : "/",
        MaxAge = Lifetime,
    };
}
