using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class RefreshReplayTests : AuthKitTest
{
    [Fact]
    public async Task A_refresh_token_that_is_sent_again_gets_the_same_answer_for_half_a_minute()
    {
        var first = await SignInAsync();

        var (status, second) = await RefreshAsync(first);
        Clock.Advance(TimeSpan.FromSeconds(29));
        var (replayed, again) = await RefreshAsync(first);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await RefreshAsync(first);

        Assert.Equal((200, 200), (status, replayed));
        Assert.True(JsonNode.DeepEquals(second, again));
        Assert.NotEqual((string?)first["refresh_token"], (string?)second["refresh_token"]);
        Assert.Equal((400, "invalid_grant"), (late.Status, (string?)late.Body["error"]));
        Assert.Equal("Refresh token already exchanged.", (string?)late.Body["error_description"]);
        Assert.Equal(200, (await RefreshAsync(second)).Status);
    }

    [Fact]
    public async Task The_window_begins_with_the_exchange_and_is_not_prolonged()
    {
        var signedIn = await SignInAsync();
        await RefreshAsync(signedIn);
        Clock.Advance(TimeSpan.FromSeconds(20));
        await RefreshAsync(signedIn);
        Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(400, (await RefreshAsync(signedIn)).Status);
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(0, 1)]
    public async Task Of_many_refreshes_at_once_one_is_an_exchange(int window, int successes)
    {
        await using var workos = await StartAsync(options => options.RefreshTokenReplayWindow = TimeSpan.FromSeconds(window));
        using var caller = new SandboxCaller(workos);
        var signedIn = await SignInAtAsync(workos, caller);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAtAsync(caller, signedIn, null)));

        Assert.Equal(successes, answers.Count(answer => answer.Status == 200));
        Assert.Single(answers.Where(answer => answer.Status == 200).Select(answer => (string?)answer.Body["refresh_token"]).Distinct());
    }

    [Theory]
    [InlineData(null, null, false, 200)]
    [InlineData("org_globex", "org_globex", false, 200)]
    [InlineData(null, "org_globex", false, 400)]
    [InlineData("org_globex", null, false, 400)]
    [InlineData("org_globex", "org_acme", false, 400)]
    [InlineData("org_globex", "org_acme", true, 200)]
    public async Task The_window_holds_for_another_organization_only_where_it_is_switched_on(string? first, string? second, bool isSwitchedOn, int status)
    {
        await using var workos = await StartAsync(options => options.ReplayRefreshForOtherOrganizations = isSwitchedOn);
        using var caller = new SandboxCaller(workos);
        var signedIn = await SignInAtAsync(workos, caller);
        var (_, answer) = await RefreshAtAsync(caller, signedIn, first);

        var (replayed, again) = await RefreshAtAsync(caller, signedIn, second);

        Assert.Equal(status, replayed);
        Assert.Equal(status == 200, JsonNode.DeepEquals(answer, again));
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_is_not_replayed()
    {
        var signedIn = await SignInAsync();
        await RefreshAsync(signedIn);
        WorkOs.AuthKit.EndSession((string)ClaimsOf(signedIn)["sid"]!);

        Assert.Equal("invalid_grant", (string?)(await RefreshAsync(signedIn)).Body["error"]);
    }

    [Fact]
    public async Task A_replay_needs_the_secret_as_the_exchange_did()
    {
        var signedIn = await SignInAsync();
        await RefreshAsync(signedIn);

        Assert.Equal("invalid_client", (string?)(await RefreshAsync(signedIn, ("client_secret", null))).Body["error"]);
    }

    private async Task<WorkOsSandbox> StartAsync(Action<WorkOsSandboxAuthKitOptions> configure) => await WorkOsSandbox.StartAsync(sandbox =>
    {
        Configure(sandbox);
        configure(sandbox.AuthKit);
    });

    private static async Task<JsonObject> SignInAtAsync(WorkOsSandbox workos, SandboxCaller caller)
    {
        var parameters = caller.SsoParameters(("organization", null), ("organization_id", "org_acme"), ("provider", "authkit"));
        var callback = await workos.CompleteSignInAsync(caller.Url("/user_management/authorize", parameters), "margaret@acme.com");
        return (await caller.PostAsync("/user_management/authenticate", caller.TokenFields(SandboxCaller.QueryOf(callback)["code"]))).Body;
    }

    private static Task<(int Status, JsonObject Body)> RefreshAtAsync(SandboxCaller caller, JsonObject signedIn, string? organizationId) => caller.PostAsync(
        "/user_management/authenticate",
        caller.TokenFields("", ("code", null), ("grant_type", "refresh_token"), ("refresh_token", (string?)signedIn["refresh_token"]), ("organization_id", organizationId)));
}
