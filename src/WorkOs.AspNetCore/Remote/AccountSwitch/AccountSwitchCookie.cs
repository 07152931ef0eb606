using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookie that binds a question to the browser that was asked: random, the same for all tabs, and not sent with
/// what another site posts (<c>SameSite=Lax</c>). It is worth nothing without a text that names it. It ends with the answer,
/// or with the browser.
/// </summary>
/// <remarks>With https its name has the prefix <c>__Host-</c>, so that no other host of the domain can set it.</remarks>
internal sealed class AccountSwitchCookie(RemoteRequest request)
{
    private const string Name = ".WorkOs.AccountSwitch";
    private const int Bytes = 16;
    private const int Characters = 22;

    private string FullName => request.IsSecure ? "__Host-" + Name : Name;

    /// <summary>The value of the cookie, which is kept for the question of another tab, or made.</summary>
    public string GetOrIssue()
    {
        var value = request.Http.Request.Cookies[FullName] is { Length: Characters } known && Base64Url.IsValid(known)
            ? known
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        request.Http.Response.Cookies.Append(FullName, value, BuildOptions());
        return value;
    }

    /// <summary>Whether this browser is the one that was asked.</summary>
    public bool IsOf(AccountSwitch asked) =>
        request.Http.Request.Cookies[FullName] is { Length: Characters } value
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(asked.Browser));

    public void Delete() => request.Http.Response.Cookies.Delete(FullName, BuildOptions());

    private CookieOptions BuildOptions() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsSecure,
        Path = "/",
    };
}
