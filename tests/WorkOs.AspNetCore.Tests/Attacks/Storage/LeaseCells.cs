using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Refresh;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>The lease of a machine that refreshes a stored session. It is accepted where another machine leaves the refresh to it.</summary>
internal static class LeaseCells
{
    private const string Lease = "lease of a refresh";
    private const string Here = "client_here";

    public static IEnumerable<Cell> All =>
    [
        new(Lease, Places.Own, Outcome.Accepted, "another machine leaves the refresh to its owner", () => MoveAsync(Here)),
        new(Lease, "another session", Outcome.Refused, "its name is that of the stored session", () => MoveAsync(Here, key: "key_2")),
        new(Lease, "another refresh token", Outcome.Refused, "its name is that of the refresh token", () => MoveAsync(Here, token: "refresh_2")),
        new(Lease, Places.Scheme, Outcome.Refused, "its name is that of the cookie scheme", () => MoveAsync(Here, cookie: "Administrators")),
        new(Lease, Places.Environment, Outcome.Refused, "its name is that of the environment", () => MoveAsync("client_elsewhere")),
        new(Lease, Places.Later, Outcome.Refused, "after three seconds", () => MoveAsync(Here, age: RefreshLeases.Lifetime)),
        new(Lease, "after its refresh has failed", Outcome.Refused, "its owner removes it", () => MoveAsync(Here, fails: true)),
    ];

    private static async Task<string> MoveAsync(
        string environment, string cookie = "Cookies", string key = "key_1", string token = "refresh_1", TimeSpan age = default, bool fails = false)
    {
        var clock = new FakeClock();
        var cache = new SharedCache(clock).AsSessionCache(clock);
        var (owner, request) = (new RefreshLeases(cache), RefreshRequests.Create(cache, clock, environment: Here));
        var lease = await owner.TryTakeAsync(request);
        Assert.NotEmpty(lease!);
        if (fails)
        {
            await owner.ReleaseAsync(request, lease!);
        }

        clock.Advance(age);
        var moved = RefreshRequests.Create(cache, clock, environment: environment, cookie: cookie, key: key, token: token);
        return await new RefreshLeases(cache).TryTakeAsync(moved) is null ? Outcome.Accepted : Outcome.Refused;
    }
}
