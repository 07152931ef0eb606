using System.Net;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>From the API key of a customer to a request that is let in.</summary>
[Collection(WireMockCollection.Name)]
public sealed class ApiKeyTests(WireMockServer workOs)
{
    [WireMockTheory]
    [InlineData(ApiKeySite.Organization, "nobody org_acme posts:read,posts:write api_key_01ACME")]
    [InlineData(ApiKeySite.User, "user_01ADA org_acme posts:read api_key_01ADA")]
    [InlineData("sk_recorded_bare", "nobody org_acme  api_key_01BARE")]
    public async Task A_key_is_accepted_with_its_owner_and_its_permissions(string key, string description)
    {
        await using var api = await ApiKeySite.StartAsync(workOs);

        using var answer = await api.NewCaller().CallAsync(key);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(description, await answer.Content.ReadAsStringAsync());
        Assert.Empty(api.Logs.Complaints);
    }

    [WireMockFact]
    public async Task A_thousand_concurrent_requests_with_one_new_key_are_one_call()
    {
        await using var api = await ApiKeySite.StartAsync(workOs);
        var caller = api.NewCaller();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => caller.CallAsync(ApiKeySite.Organization)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var request = Assert.Single(await workOs.GetRequestsAsync());
        Assert.Equal(("POST", "/api_keys/validations"), (request.Method, request.Url));
        Assert.Equal($"Bearer {Site.ApiKey}", request.Headers["Authorization"]);
        Assert.Equal(ApiKeySite.Organization, request.Fields["value"]);
        await VerifyNoSecretsAsync(api);
    }

    [WireMockFact]
    public async Task A_key_that_was_revoked_is_refused_and_asked_about_once()
    {
        await using var api = await ApiKeySite.StartAsync(workOs);
        var caller = api.NewCaller();

        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var answer = await caller.CallAsync("sk_recorded_revoked");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Single(await workOs.GetRequestsAsync());
        await VerifyNoSecretsAsync(api);
    }

    [WireMockFact]
    public async Task A_wrong_key_of_the_app_blames_no_customer()
    {
        await using var api = await ApiKeySite.StartAsync(workOs, options => options.ApiKey = "sk_test_of_another_environment");

        using var answer = await api.NewCaller().CallAsync(ApiKeySite.Organization);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var complaint = Assert.Single(api.Logs.Complaints);
        Assert.Equal("ServerKeyRejected", complaint.EventName);
        Assert.Contains("HTTP status 401, request ID req_api_keys.", complaint.Text, StringComparison.Ordinal);
    }

    private async Task VerifyNoSecretsAsync(Site api)
    {
        await LoggedSecrets.VerifyNoneAsync(api, workOs);
        Assert.All(api.Logs.Lines, line => Assert.DoesNotContain("sk_recorded", line.Text, StringComparison.Ordinal));
    }
}
