using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Browser;

/// <summary>The Admin Portal of the sandbox, as WorkOS's API leads to it.</summary>
internal static class SandboxPortal
{
    /// <summary>Moves the page through every page of the portal, and says where it is.</summary>
    public static async IAsyncEnumerable<string> VisitAsync(IPage page, WorkOsSandbox workOs)
    {
        var organization = await CreateCustomerAsync(workOs, "Initech", "initech.example");
        var link = await LinkAsync(workOs, organization, "domain_verification");
        await page.GotoAsync(link);
        yield return "Admin Portal: domains";
        await page.FillAsync("input[name=domain]", "nowhere");
        await page.ClickAsync("main form button");
        yield return "Admin Portal: domains with a mistake";
        await page.GotoAsync(link);
        yield return "Admin Portal: used link";
        await page.GotoAsync(await LinkAsync(workOs, organization, "dsync"));
        yield return "Admin Portal: nothing to set up";
        await page.GotoAsync(await LinkAsync(workOs, organization, "sso"));
        yield return "Admin Portal: single sign-on";
        await page.ClickAsync("main form button");
        yield return "Admin Portal: done";
    }

    /// <summary>A customer without single sign-on.</summary>
    public static Task<string> CreateCustomerAsync(WorkOsSandbox workOs, string name, string domain) => PostAsync(
        workOs, WorkOsSandboxEndpoints.Organizations, new { name, domain_data = new[] { new { domain, state = "verified" } } }, "id");

    /// <summary>A link to the portal, with the way back.</summary>
    public static Task<string> LinkAsync(WorkOsSandbox workOs, string organization, string intent) => PostAsync(
        workOs, WorkOsSandboxEndpoints.AdminPortalLinks, new { organization, intent, return_url = workOs.BaseAddress }, "link");

    private static async Task<string> PostAsync(WorkOsSandbox workOs, string path, object body, string member)
    {
        using var client = new HttpClient { BaseAddress = workOs.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", workOs.ApiKey);
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())![member]!;
    }
}
