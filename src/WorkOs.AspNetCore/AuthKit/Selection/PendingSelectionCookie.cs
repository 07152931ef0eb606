using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>
/// Stores a pending selection, protected, in the browser that started the sign-in, for at most ten minutes. <see cref="PendingSelection"/> describes
/// what it is bound to and when it ends. Over https, in an app at the root of its host, the name has the prefix <c>__Host-</c>, so that no other site
/// can set the cookie. The protection is bound to the name.
/// </summary>
internal sealed class PendingSelectionCookie(IDataProtectionProvider protection, TimeProvider time) : ISignInObserver
{
    /// <summary>How long a selection may be pending.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Name = ".WorkOs.Selection";
    private const string HostName = "__Host-" + Name;

    private readonly ChunkingCookieManager _cookies = new() { ThrowForPartialCookies = false };
    private readonly EndedSelections _ended = new(time);
    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.PendingSelection", "v2");

    /// <param name="context">The request.</param>
    /// <param name="pending">The selection to store.</param>
    /// <param name="isSecure">Whether browsers reach the app over https.</param>
    public void Write(HttpContext context, PendingSelection pending, bool isSecure)
    {
        var name = isSecure && !PathBaseOf(context).HasValue ? HostName : Name;
        var json = JsonSerializer.Serialize(pending, PendingSelectionJson.Default.PendingSelection);
        _cookies.AppendResponseCookie(context, name, ProtectorOf(name).Protect(json), BuildOptions(context, isSecure));
    }

    /// <summary>Returns the selection that this browser can continue; <see langword="null"/> if there is none.</summary>
    public PendingSelection? Read(HttpContext context)
    {
        if (FindName(context) is not { } name || _cookies.GetRequestCookie(context, name) is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var pending = JsonSerializer.Deserialize(ProtectorOf(name).Unprotect(value), PendingSelectionJson.Default.PendingSelection);
            return pending is not null && time.GetUtcNow() < pending.Expires && !_ended.Contains(pending) ? pending : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Ends the selection and removes the cookie. Returns <see langword="true"/> to one caller only.</summary>
    public bool TryEnd(HttpContext context, PendingSelection pending)
    {
        Delete(context);
        return _ended.TryEnd(pending);
    }

    /// <summary>
    /// Ends the pending selection of this browser, if there is one, so that the next user cannot continue the sign-in of the previous user.
    /// </summary>
    public void UserChanging(HttpContext context)
    {
        if (Read(context) is { } pending)
        {
            _ended.TryEnd(pending);
        }

        Delete(context);
    }

    private void Delete(HttpContext context)
    {
        foreach (var name in (ReadOnlySpan<string>)[HostName, Name])
        {
            if (context.Request.Cookies.ContainsKey(name))
            {
                _cookies.DeleteCookie(context, name, BuildOptions(context, context.Request.IsHttps || name == HostName));
            }
        }
    }

    // Where the app sets the name with the prefix, the other name is ignored, because any site of the domain can set it.
    private static string? FindName(HttpContext context) =>
        context.Request.Cookies.ContainsKey(HostName) ? HostName
        : context.Request.IsHttps && !PathBaseOf(context).HasValue ? null
        : Name;

    private IDataProtector ProtectorOf(string name) => _protector.CreateProtector(name);

    private static CookieOptions BuildOptions(HttpContext context, bool isSecure) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = isSecure,
        Path = PathBaseOf(context) is { HasValue: true } pathBase ? pathBase.ToUriComponent() : "/",
        MaxAge = Lifetime,
    };

    private static PathString PathBaseOf(HttpContext context) =>
        context.Features.Get<IAuthenticationFeature>()?.OriginalPathBase ?? context.Request.PathBase;
}
