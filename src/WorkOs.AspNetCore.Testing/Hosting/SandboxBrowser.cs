using System.Net;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Walks the pages of the sandbox over HTTP, as a browser with a person in front of it.</summary>
internal sealed class SandboxBrowser(SandboxEnvironment environment) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        DefaultRequestHeaders = { Accept = { new("application/json") } },
    };

    public async Task<Uri> SignInAsync(Uri authorizeUrl, string email, CancellationToken cancellationToken)
    {
        if (!environment.BaseAddress.IsBaseOf(authorizeUrl))
        {
            throw new ArgumentException("The authorize URL is not one of this sandbox.", nameof(authorizeUrl));
        }

        using var authorize = await _client.GetAsync(authorizeUrl, cancellationToken);
        var next = await LocationAsync(authorize, cancellationToken);
        if (!environment.BaseAddress.IsBaseOf(next))
        {
            return next;
        }

        using (var page = await _client.GetAsync(next, cancellationToken))
        {
            page.EnsureSuccessStatusCode();
        }

        return await PostAsync(next, [new("person", email), new("action", "continue")], cancellationToken);
    }

    public Task<Uri> OpenApplicationAsync(string profileId, CancellationToken cancellationToken) =>
        PostAsync(environment.Url(WorkOsSandboxEndpoints.IdentityProvider), [new("person", profileId)], cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<Uri> PostAsync(Uri page, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _client.PostAsync(page, form, cancellationToken);
        return await LocationAsync(answer, cancellationToken);
    }

    private async Task<Uri> LocationAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer is { StatusCode: HttpStatusCode.Redirect, Headers.Location: { } location })
        {
            return new(environment.BaseAddress, location);
        }

        var reason = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw new InvalidOperationException($"The sandbox answered {(int)answer.StatusCode} instead of a redirect: {reason}");
    }
}
