using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing;

/// <summary>What goes back to the redirect URI: a code, or an error; or the next page before that.</summary>
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

    /// <summary>Not back yet, but on to another page of WorkOS's.</summary>
    public static SignInOutcome GoOn(string page) => new() { _page = page };

    public SignInOutcome With(string name, string? value)
    {
        _parameters[name] = value;
        return this;
    }

    /// <summary>State is echoed as it came, the empty one too; an absent one stays absent.</summary>
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
