using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Refresh;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>The claim of a machine that refreshes a stored session. It is worth something where another machine leaves the refresh to it.</summary>
internal static class ClaimCells
{
    private const string Claim = "claim of a refresh";
    private const string Here = "client_here";

    public static IEnumerable<Cell> All =>
    [
        new(Claim, Places.Own, Outcome.Accepted, "another machine leaves the refresh to its owner", () => MoveAsync(Here)),
        new(Claim, "another session", Outcome.Refused, "its name is that of the stored session", () => MoveAsync(Here, key: "key_2")),
        new(Claim, "another refresh token", Outcome.Refused, "its name is that of the refresh token", () => MoveAsync(Here, token: "refresh_2")),
        new(Claim, Places.Scheme, Outcome.Refused, "its name is that of the cookie scheme", () => MoveAsync(Here, cookie: "Administrators")),
        new(Claim, Places.Environment, Outcome.Refused, "its name is that of the environment", () => MoveAsync("client_elsewhere")),
        new(Claim, Places.Later, Outcome.Refused, "after three seconds", () => MoveAsync(Here, age: RefreshClaims.Lifetime)),
        new(Claim, "after its refresh has failed", Outcome.Refused, "its owner removes it", () => MoveAsync(Here, fails: true)),
    ];

    private static async Task<string> MoveAsync(
        string environment, string cookie = "Cookies", string key = "key_1", string token = "refresh_1", TimeSpan age = default, bool fails = false)
    {
        var clock = new FakeClock();
        var cache = new SharedCache(clock).AsSessionCache(clock);
        var (owner, request) = (new RefreshClaims(cache), RefreshRequests.Create(cache, clock, environment: Here));
        var claim = await owner.TryTakeAsync(request);
        Assert.NotEmpty(claim!);
        if (fails)
        {
            await owner.ReleaseAsync(request, claim!);
        }

        clock.Advance(age);
        var moved = RefreshRequests.Create(cache, clock, environment: environment, cookie: cookie, key: key, token: token);
        return await new RefreshClaims(cache).TryTakeAsync(moved) is null ? Outcome.Accepted : Outcome.Refused;
    }
}
