using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A person's browser: keeps cookies, follows a redirect when told to, and comes back from WorkOS with a code.</summary>
internal sealed class Browser(TestServer site)
{
    public const string AskForAcme = "organization=org_acme";
    public const string AskForNothing = "";

    private readonly HttpClient _client = site.CreateClient();
    private readonly CookieContainer _cookies = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Every code, state and cookie value that went through this browser.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>Asks to sign in and returns the answer: usually a redirect to WorkOS.</summary>
    public Task<HttpResponseMessage> AskToSignInAsync(string selector, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, "/sign-in?" + selector, cancellationToken);

    /// <summary>Comes back from WorkOS, which was asked with the URL, with a code.</summary>
    public Task<HttpResponseMessage> ComeBackAsync(Uri authorizeUrl, string code, CancellationToken cancellationToken = default)
    {
        var query = QueryHelpers.ParseQuery(authorizeUrl.Query);
        var state = query["state"].ToString();
        _secrets.UnionWith([code, state]);
        var callback = QueryHelpers.AddQueryString(
            query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = state });
        return SendAsync(HttpMethod.Get, callback, cancellationToken);
    }

    /// <summary>Is sent to the callback by somebody who has a code and no state of ours.</summary>
    public Task<HttpResponseMessage> ArriveAsync(string code, string callbackPath = WorkOsDefaults.CallbackPath) =>
        SendAsync(HttpMethod.Get, QueryHelpers.AddQueryString(callbackPath, "code", code), CancellationToken.None);

    /// <summary>Chooses an organization on the app's page for that.</summary>
    public Task<HttpResponseMessage> ChooseAsync(string organization) =>
        SendAsync(HttpMethod.Post, QueryHelpers.AddQueryString(AuthKitSite.OrganizationSelectionPath, "organization", organization), CancellationToken.None);

    /// <summary>Asks to sign in, comes back with the code, and returns how the app answers that.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string code, string selector = AskForAcme)
    {
        using var challenge = await AskToSignInAsync(selector);
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        return await ComeBackAsync(challenge.Headers.Location!, code);
    }

    public Task<HttpResponseMessage> SignOutAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "/sign-out", cancellationToken);

    public Task<HttpResponseMessage> OpenAccountAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, Site.AccountPath, cancellationToken);

    /// <summary>The claims of the session that the app sees; nobody's when it sees none.</summary>
    public async Task<ClaimsIdentity> GetSessionAsync()
    {
        using var response = await OpenAccountAsync(CancellationToken.None);
        var claims = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<string[][]>();
        return new ClaimsIdentity(claims!.Select(claim => new Claim(claim[0], claim[1])));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_client.BaseAddress!, url));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("Cookie", _cookies.GetCookieHeader(request.RequestUri!));
        var response = await _client.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
            {
                _cookies.SetCookies(request.RequestUri!, cookie);
            }

            _secrets.UnionWith(_cookies.GetAllCookies().Select(cookie => cookie.Value));
        }

        return response;
    }
}
