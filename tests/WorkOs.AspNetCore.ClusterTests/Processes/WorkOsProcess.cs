using System.Net.Http.Json;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>WorkOS as a process, and what a test tells it.</summary>
internal sealed class WorkOsProcess : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private ServerProcess? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The id of each person's user, by e-mail.</summary>
    public IReadOnlyDictionary<string, string> Users { get; private set; } = new Dictionary<string, string>();

    public async Task StartAsync()
    {
        (_process, Address) = await OwnProgram.StartAsync(Roles.WorkOs, new Dictionary<string, string>());
        _client.BaseAddress = Address;
        Users = (await _client.GetFromJsonAsync<Dictionary<string, string>>(WorkOsControl.People))!;
    }

    /// <summary>The refreshes that have arrived since a number.</summary>
    public async Task<IReadOnlyList<RefreshRecord>> GetRefreshesAsync(int since) =>
        (await _client.GetFromJsonAsync<List<RefreshRecord>>($"{WorkOsControl.Refreshes}?since={since}"))!;

    public Task SetTokenLifetimeAsync(TimeSpan lifetime) => TellAsync($"{WorkOsControl.Lifetime}?seconds={lifetime.TotalSeconds}");

    public Task AdvanceClockAsync(TimeSpan by) => TellAsync($"{WorkOsControl.Clock}?seconds={by.TotalSeconds}");

    /// <summary>The reply to every so many refreshes is lost after WorkOS has processed it; 0 for none.</summary>
    public Task LoseRepliesAsync(int every) => TellAsync($"{WorkOsControl.Lose}?every={every}");

    /// <summary>Replies to refreshes of a user wait until <see cref="ReleaseAsync"/>.</summary>
    public Task HoldAsync(string user) => TellAsync($"{WorkOsControl.Hold}?user={user}");

    /// <summary>Returns once a reply to the user waits.</summary>
    public async Task WaitUntilHeldAsync(string user)
    {
        using var response = await _client.GetAsync(new Uri($"{WorkOsControl.Held}?user={user}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    public Task ReleaseAsync(string user) => TellAsync($"{WorkOsControl.Release}?user={user}");

    public Task ReplayForOtherOrganizationsAsync(bool replays) => TellAsync($"{WorkOsControl.Replay}?forOtherOrganizations={replays}");

    public Task SendWebhooksToAsync(Uri url) => TellAsync($"{WorkOsControl.WebhookUrl}?url={Uri.EscapeDataString(url.AbsoluteUri)}");

    /// <summary>Ends a session at WorkOS; the status with which the app has taken the webhook that says so.</summary>
    public async Task<int?> RevokeAsync(string session)
    {
        using var response = await _client.PostAsync(new Uri($"{WorkOsControl.Revoke}?session={session}", UriKind.Relative), content: null);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<int?>() : null;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task TellAsync(string what)
    {
        using var response = await _client.PostAsync(new Uri(what, UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
    }
}
