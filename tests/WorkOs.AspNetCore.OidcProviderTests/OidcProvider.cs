using System.Diagnostics;

namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>The certified OpenID provider of <c>provider.mjs</c>, in a process of its own on a loopback port. It ends with the tests.</summary>
public sealed class OidcProvider : IAsyncLifetime
{
    private const string Label = "issuer: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<Uri> _issuer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private Process? _process;

    public Uri Issuer { get; private set; } = new("http://127.0.0.1");

    /// <summary>Publishes another key, and no longer the old one.</summary>
    public async Task ReplaceKeysAsync()
    {
        using var response = await _http.GetAsync(new Uri(Issuer, "/test/replace-keys"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks the token endpoint for new tokens, as anybody who has the refresh token could; returns the answer.</summary>
    public async Task<string> RefreshAsync(string refreshToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = "client_offline",
            ["client_secret"] = ConnectSite.ClientSecret,
        });
        using var response = await _http.PostAsync(new Uri(Issuer, "/token"), form);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Follows a browser through the provider, from the authorization endpoint until it is sent back to the app.</summary>
    public async Task<Uri> GoThroughAsync(Uri address)
    {
        var cookies = new System.Net.CookieContainer();
        while (address.IsLoopback)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Cookie", cookies.GetCookieHeader(address));
            using var response = await _http.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            {
                cookies.SetCookies(address, cookie);
            }

            if (response.Headers.Location is not { } next)
            {
                throw new InvalidOperationException($"The provider answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }

            address = new Uri(address, next);
        }

        return address;
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (Prerequisites.Provider.SkipReason is not null)
        {
            return;
        }

        if (Prerequisites.Provider.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        _process = Process.Start(new ProcessStartInfo("node", "provider.mjs")
        {
            WorkingDirectory = Prerequisites.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Label, StringComparison.Ordinal) == true)
            {
                _issuer.TrySetResult(new Uri(line.Data[Label.Length..]));
            }
        };
        _process.BeginOutputReadLine();
        Issuer = await _issuer.Task.WaitAsync(StartLimit);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        _http.Dispose();
        if (_process is null)
        {
            return;
        }

        // It ends with its input, also where the tests end before they get here.
        _process.StandardInput.Close();
        using (var limit = new CancellationTokenSource(StopLimit))
        {
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }
}
