using Microsoft.Extensions.Primitives;

namespace WorkOs.AspNetCore;

/// <summary>
/// Starts a sign-in from a link: a tile of an identity provider, WorkOS's dashboard, a button. Only four parameters of the query are read, so that no
/// other parameter reaches WorkOS.
/// </summary>
internal sealed class SignInEndpoint(string scheme)
{
    private const int MaxHintLength = 254;

    public Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var connection = ValueOf(query["connection_id"]);

        // WorkOS may send both, but accepts only one. The connection is more specific.
        var organization = connection is null ? ValueOf(query["organization_id"]) : null;
        var named = Selector.ChooseOne(organization, connection, provider: null) is { } selector ? selector with { IsFromOutside = true } : (Selector?)null;
        var challenge = new AuthenticationProperties { RedirectUri = ValueOf(query["returnUrl"]) ?? context.Request.PathBase + "/" };
        challenge.SetParameter(WorkOsRemoteChallengeProperties.LoginHintKey, HintOf(query["login_hint"]));
        challenge.SetParameter(SignInLink.Parameter, new SignInLink(named));
        return context.ChallengeAsync(scheme, challenge);
    }

    private static string? ValueOf(StringValues values) => StringValues.IsNullOrEmpty(values) ? null : values.ToString();

    private static string? HintOf(StringValues values) =>
        values is [{ Length: <= MaxHintLength } hint] && !hint.Any(char.IsControl) ? hint : null;
}
