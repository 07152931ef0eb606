using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Pages;

public sealed class StartTests
{
    [Fact]
    public async Task In_production_the_site_does_not_start_without_WorkOS()
    {
        await using var site = new SampleFactory("Production");

        var failure = site.FailToStart();

        Assert.Contains("Scheme 'WorkOS': ClientId is missing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ApiKey is missing", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WORKOS_CLIENT_ID", "client_1234", "ApiKey is missing")]
    [InlineData("WORKOS_API_KEY", "sk_test_1234", "ClientId is missing")]
    [InlineData("Authentication:Schemes:WorkOS:ClientId", "client_1234", "ApiKey is missing")]
    [InlineData("Authentication:Schemes:WorkOS:ApiKey", "sk_test_1234", "ClientId is missing")]
    [InlineData("Authentication:Schemes:WorkOS:ClientSecret", "sk_test_1234", "ClientId is missing")]
    [InlineData("Authentication:Schemes:WorkOS.AuthKit:ClientId", "client_1234", "ApiKey is missing")]
    [InlineData("Authentication:Schemes:WorkOS.AuthKit:ApiKey", "sk_test_1234", "ClientId is missing")]
    [InlineData("Authentication:Schemes:WorkOS.Bearer:ClientId", "client_1234", "ApiKey is missing")]
    [InlineData("Authentication:Schemes:WorkOS.ApiKey:ApiKey", "sk_test_1234", "ClientId is missing")]
    [InlineData("Authentication:Schemes:WorkOS.Connect:ClientId", "client_1234", "AuthKitDomain must be")]
    public async Task A_forgotten_credential_is_reported_rather_than_hidden_by_a_sandbox(string key, string value, string problem)
    {
        await using var site = new SampleFactory { Settings = { [key] = value } };

        var failure = site.FailToStart();

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_WorkOS_configured_the_site_talks_to_it_and_has_no_sandbox()
    {
        await using var workOs = await WorkOsSandbox.StartAsync();
        await using var site = new SampleFactory("Production")
        {
            Settings =
            {
                ["WORKOS_CLIENT_ID"] = workOs.ClientId,
                ["WORKOS_API_KEY"] = workOs.ApiKey,
                ["Authentication:Schemes:WorkOS:BaseAddress"] = workOs.BaseAddress.AbsoluteUri,
            },
        };
        using var visitor = site.Visit();

        var signedIn = await visitor.SignInAsync(workOs, "ada@acme.com");
        var profile = await visitor.GetAsync(signedIn.Location!.OriginalString);

        Assert.Null(site.Services.GetService<WorkOsSandbox>());
        Assert.Equal("Ada Lovelace", profile.Text("h1"));
        Assert.False(profile.Has("aside"));
        Assert.False((await visitor.GetAsync("/")).Has(".people"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_sandbox_stops_with_the_site()
    {
        using var client = new HttpClient();
        Uri organizations;
        await using (var site = new SampleFactory())
        {
            organizations = new Uri(site.WorkOs.BaseAddress, WorkOsSandboxEndpoints.Organizations);

            // Its key is its own, so that another sandbox, which may get the port afterwards, is not taken for it.
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", site.WorkOs.ApiKey);
            Assert.True(await AnswersAsync(client, organizations));
        }

        // The factory does not wait for what the entry point does after the host has stopped.
        while (await AnswersAsync(client, organizations))
        {
            await Task.Yield();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url)
    {
        try
        {
            using var answer = await client.GetAsync(url);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
