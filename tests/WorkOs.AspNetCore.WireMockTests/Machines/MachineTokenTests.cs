using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>From the metadata of an AuthKit domain to a call with a token of the app.</summary>
[Collection(WireMockCollection.Name)]
public sealed class MachineTokenTests(WireMockServer workOs)
{
    [WireMockFact]
    public async Task A_token_is_asked_for_once_and_again_when_its_own_life_ends()
    {
        await using var program = await StartAsync("client_token");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => program.CallAsync()));
        program.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(31));
        await program.CallAsync();

        Assert.StartsWith(LoggedSecrets.BeginningOfAnyToken, Assert.Single(tokens.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
        var request = Assert.Single(await workOs.GetRequestsAsync(), request => request.Method == "POST");
        Assert.Equal("/machines/oauth2/token", request.Url);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal(
            ["client_id=client_token", "client_secret=recorded_client_secret", "grant_type=client_credentials"],
            QueryHelpers.ParseQuery(request.Body).Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal));
        Verify(program);
    }

    [WireMockFact]
    public async Task A_token_that_is_no_JWT_is_used_for_its_expires_in()
    {
        await using var program = await StartAsync("client_opaque");
        Assert.Equal("recorded_access_token_opaque", await program.CallAsync());

        program.Clock.Advance(TimeSpan.FromSeconds(3570));
        await program.CallAsync();

        Assert.Equal(2, (await workOs.GetRequestsAsync()).Count(request => request.Method == "POST"));
        Verify(program);
    }

    [WireMockTheory]
    [InlineData("client_invalid", "invalid_client")]
    [InlineData("client_scope", "invalid_scope")]
    public async Task A_refusal_is_an_exception_with_the_code_and_one_line(string clientId, string code)
    {
        await using var program = await StartAsync(clientId);

        var exception = await Assert.ThrowsAsync<WorkOsMachineTokenException>(program.CallAsync);

        Assert.Equal((code, "req_machine", false), (exception.WorkOsErrorCode, exception.RequestId, exception.IsTransient));
        Assert.Contains($"WorkOS code {code}, request ID req_machine.", Assert.Single(program.Logs.Complaints).Text, StringComparison.Ordinal);
        Verify(program);
    }

    private Task<MachineProgram> StartAsync(string clientId) => MachineProgram.StartAsync(workOs, new Uri(workOs.Address, "/machines"), clientId);

    private static void Verify(MachineProgram program) => Assert.All(program.Logs.Lines, line =>
    {
        Assert.DoesNotContain(MachineProgram.Secret, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LoggedSecrets.BeginningOfAnyToken, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("recorded_access_token", line.Text, StringComparison.Ordinal);
    });
}
