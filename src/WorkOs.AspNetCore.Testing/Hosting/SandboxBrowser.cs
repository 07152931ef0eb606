using System.Net;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Sends the requests of a browser and a person to the pages of the sandbox, over HTTP and without cookies.</summary>
internal sealed class SandboxBrowser(SandboxEnvironment environment) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        DefaultRequestHeaders = { Accept = { new("application/json") } },
    };

    /// <summary>Signs in, and submits the consent page if there is one.</summary>
    /// <param name="authorizeUrl">A URL of this sandbox.</param>
    /// <param name="email">The e-mail address of the person who signs in.</param>
    /// <param name="organizationId">The organization to choose on the consent page, if it asks.</param>
    /// <param name="declines">Whether to decline consent.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    public async Task<Uri> SignInAsync(Uri authorizeUrl, string email, string? organizationId, bool declines, CancellationToken cancellationToken)
    {
        if (!IsHere(authorizeUrl))
        {
            throw new ArgumentException("The authorize URL is not one of this sandbox.", nameof(authorizeUrl));
        }

        var next = await GetAsync(authorizeUrl, cancellationToken);
        if (IsAt(next, WorkOsSandboxEndpoints.IdentityProviderSignIn))
        {
            using (var page = await _client.GetAsync(next, cancellationToken))
            {
                page.EnsureSuccessStatusCode();
            }

            next = await PostAsync(next, [new("person", email), new("action", "continue")], cancellationToken);
        }

        return IsAt(next, WorkOsSandboxEndpoints.ConnectConsent) ? await ConsentAsync(next, organizationId, declines, cancellationToken)
            : IsAt(next, WorkOsSandboxEndpoints.ConnectError) ? await GetAsync(next, cancellationToken)
            : next;
    }

    public Task<Uri> OpenApplicationAsync(string profileId, CancellationToken cancellationToken) =>
        PostAsync(environment.Url(WorkOsSandboxEndpoints.IdentityProvider), [new("person", profileId)], cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<Uri> ConsentAsync(Uri page, string? organizationId, bool declines, CancellationToken cancellationToken)
    {
        using (var answer = await _client.GetAsync(page, cancellationToken))
        {
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return await LocationAsync(page, answer, cancellationToken);
            }
        }

        return await PostAsync(
            page, [new("action", declines ? "deny" : "allow"), new("organization", organizationId ?? "")], cancellationToken);
    }

    private async Task<Uri> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(url, cancellationToken);
        return await LocationAsync(url, answer, cancellationToken);
    }

    private async Task<Uri> PostAsync(Uri page, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _client.PostAsync(page, form, cancellationToken);
        return await LocationAsync(page, answer, cancellationToken);
    }

    private static async Task<Uri> LocationAsync(Uri url, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer is { StatusCode: HttpStatusCode.Redirect, Headers.Location: { } location })
        {
            return new(url, location);
        }

        var reason = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw new InvalidOperationException($"The sandbox answered {(int)answer.StatusCode} instead of a redirect: {reason}");
    }

    private bool IsAt(Uri url, string path) => url.AbsolutePath == path && IsHere(url);

    private bool IsHere(Uri url) => environment.BaseAddress.IsBaseOf(url) || new Uri(environment.AuthKitDomain).IsBaseOf(url);
}
