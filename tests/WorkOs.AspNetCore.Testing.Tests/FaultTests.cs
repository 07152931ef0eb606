using System.Net;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class FaultTests : SandboxTest
{
    [Fact]
    public async Task The_next_calls_fail_and_the_one_after_does_not()
    {
        WorkOs.FailNext(WorkOsSandboxEndpoints.SsoToken, 503, "<html>", "text/html", times: 2);
        var code = await Caller.SsoCodeAsync();

        using var first = await Caller.Client.PostAsync("/sso/token", null);
        using var second = await Caller.Client.PostAsync("/sso/token", null);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.Equal("<html>", await second.Content.ReadAsStringAsync());
        Assert.Equal(200, (await Caller.RedeemAsync(code)).Status);
    }

    [Fact]
    public async Task A_fault_can_carry_headers()
    {
        WorkOs.FailNext(
            WorkOsSandboxEndpoints.Organizations,
            new WorkOsSandboxFault { StatusCode = 429, Headers = { ["Retry-After"] = "7" } });

        using var answer = await Caller.Client.GetAsync("/organizations");

        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        Assert.True(answer.Headers.Contains("X-Request-ID"));
    }

    [Fact]
    public async Task A_fault_can_reset_the_connection()
    {
        WorkOs.FailNext(WorkOsSandboxEndpoints.SsoProfile, new WorkOsSandboxFault { Abort = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => Caller.Client.GetAsync("/sso/profile"));
        Assert.Equal(401, (await Caller.GetAsync("/sso/profile")).Status);
    }

    [Fact]
    public async Task A_call_can_be_held_and_then_goes_on()
    {
        var release = new TaskCompletionSource();
        WorkOs.FailNext(WorkOsSandboxEndpoints.SsoProfile, new WorkOsSandboxFault { Until = release.Task });

        Task<(int Status, JsonObject Body)>[] calls = [Caller.GetAsync("/sso/profile"), Caller.GetAsync("/sso/profile")];
        var free = await Task.WhenAny(calls);
        for (var i = 0; i < 20; i++)
        {
            await Caller.GetAsync("/sso/profile");
        }

        Assert.Contains(calls, call => !call.IsCompleted);
        release.SetResult();
        Assert.Equal(401, (await free).Status);
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(401, answer.Status));
    }

    [Fact]
    public async Task A_fault_of_one_path_leaves_others_alone()
    {
        WorkOs.FailNext(WorkOsSandboxEndpoints.SsoLogout, 500);

        Assert.Equal(401, (await Caller.PostAsync(WorkOsSandboxEndpoints.SsoLogoutAuthorize, new Dictionary<string, string?>())).Status);
        using var answer = await Caller.Client.GetAsync(WorkOsSandboxEndpoints.SsoLogout);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task Requests_are_counted_by_path()
    {
        await Caller.RedeemAsync(await Caller.SsoCodeAsync());

        Assert.Equal(1, WorkOs.CountOf("/sso/token"));
        Assert.Equal(2, WorkOs.CountOf("/sso/"));
        Assert.Equal(["GET /sso/authorize", "GET /idp/sign-in", "POST /idp/sign-in", "POST /sso/token"], WorkOs.Requests.Select(request => $"{request.Method} {request.Path}"));
        WorkOs.ClearRequests();
        Assert.Empty(WorkOs.Requests);
    }
}
