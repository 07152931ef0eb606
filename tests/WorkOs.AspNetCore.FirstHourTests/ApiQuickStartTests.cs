using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>docs/quickstart-minimal-api.md, followed to the letter from an empty folder.</summary>
public sealed class ApiQuickStartTests
{
    [Fact]
    public async Task The_api_of_the_page_answers_as_its_table_says()
    {
        await using var app = await NewApp.CreateWithPackagesAsync();
        await app.FollowAsync(MarkdownPage.Read(Repository.PathOf("docs/quickstart-minimal-api.md")));
        app.AcceptNearestVersions();
        await app.BuildAsync();
        var site = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };

        using var anonymous = await AskAsync(client, HttpMethod.Get, "/me", null);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()));

        using var me = await AskAsync(client, HttpMethod.Get, "/me", "ada@acme.com");
        Assert.Equal("org_acme", JsonDocument.Parse(await me.Content.ReadAsStringAsync()).RootElement.GetProperty("organization").GetString());

        foreach (var (method, path, email, status) in new[]
        {
            (HttpMethod.Get, "/me", "ada@acme.com", HttpStatusCode.OK),
            (HttpMethod.Post, "/posts", "ada@acme.com", HttpStatusCode.Created),
            (HttpMethod.Post, "/posts", "alan@acme.com", HttpStatusCode.Forbidden),
            (HttpMethod.Get, "/acme/reports", "katherine@globex.com", HttpStatusCode.Forbidden),
            (HttpMethod.Get, "/acme/reports", "grace@acme.com", HttpStatusCode.OK),
        })
        {
            using var response = await AskAsync(client, method, path, email);
            Assert.Equal((path, email, status), (path, email, response.StatusCode));
        }

        using var description = JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        Assert.Equal("bearer", description.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.True(description.RootElement.GetProperty("security")[0].TryGetProperty("bearer", out _));
        Assert.False(description.RootElement.GetProperty("paths").TryGetProperty("/sandbox-token/{email}", out _));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, HttpMethod method, string path, string? email)
    {
        using var request = new HttpRequestMessage(method, path);
        if (email is not null)
        {
            var token = await client.GetStringAsync(new Uri($"/sandbox-token/{email}", UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await client.SendAsync(request);
    }
}
