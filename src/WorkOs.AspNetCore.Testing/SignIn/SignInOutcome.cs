using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The result of a step of a sign-in: a code or an error for the redirect URI, or the next page.</summary>
internal sealed class SignInOutcome
{
    private readonly Dictionary<string, string?> _parameters = new(StringComparer.Ordinal);

    private string? _page;

    private SignInOutcome()
    {
    }

    public static SignInOutcome Code(string code) => new() { _parameters = { ["code"] = code } };

    public static SignInOutcome Error(string error, string? description) =>
        new() { _parameters = { ["error"] = error, ["error_description"] = description } };

    /// <summary>Continues at another page of WorkOS, before the redirect URI.</summary>
    public static SignInOutcome GoOn(string page) => new() { _page = page };

    public SignInOutcome With(string name, string? value)
    {
        _parameters[name] = value;
        return this;
    }

    /// <summary>Returns the state unchanged, even if it is empty. Without a state in the request, the callback has none.</summary>
    public string CallbackUrl(string redirectUri, string? state)
    {
        if (_page is not null)
        {
            return _page;
        }

        var url = QueryHelpers.AddQueryString(redirectUri, _parameters);
        return state is null ? url : QueryHelpers.AddQueryString(url, "state", state);
    }
}
