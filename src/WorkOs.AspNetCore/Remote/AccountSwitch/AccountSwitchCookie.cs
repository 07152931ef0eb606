using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// The cookie that binds a question to the browser. Its value is random and the same for all tabs, and browsers do not send it with a form that
/// another site posts (<c>SameSite=Lax</c>). It has no effect without a protected text that contains its value. It is deleted when the question is
/// answered, and otherwise expires when the browser closes.
/// </summary>
/// <remarks>With https its name has the prefix <c>__Host-</c>, so that no other host of the domain can set it.</remarks>
internal sealed class AccountSwitchCookie(RemoteRequest request)
{
    private const string Name = ".WorkOs.AccountSwitch";
    private const int Bytes = 16;
    private const int Characters = 22;

    private string FullName => request.IsSecure ? "__Host-" + Name : Name;

    /// <summary>The value of the cookie: the existing one, because another tab may show a question, otherwise a new one.</summary>
    public string GetOrIssue()
    {
        var value = request.Http.Request.Cookies[FullName] is { Length: Characters } known && Base64Url.IsValid(known)
            ? known
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        request.Http.Response.Cookies.Append(FullName, value, BuildOptions());
        return value;
    }

    /// <summary>Whether the question was asked in this browser.</summary>
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
