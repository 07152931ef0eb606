using Microsoft.AspNetCore.Mvc.Testing;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Docs;

// snippet: docs/testing-your-app.md
public sealed class SignInTests
{
    [Fact]
    public async Task Somebody_of_Acme_signs_in_and_sees_their_profile()
    {
        await using var workos = await WorkOsSandbox.StartAsync(sandbox => sandbox
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "ada@acme.com", person => person.WithName("Ada", "Lovelace").AddRoles("admin").AddGroups("Engineering")));
        await using var app = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("WORKOS_CLIENT_ID", workos.ClientId)
            .UseSetting("WORKOS_API_KEY", workos.ApiKey)
            .UseSetting("Authentication:Schemes:WorkOS:BaseAddress", workos.BaseAddress.AbsoluteUri));
        using var browser = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        var start = await browser.GetAsync("/auth/sign-in?organization_id=org_acme&returnUrl=/profile");
        var callback = await workos.CompleteSignInAsync(start.Headers.Location!, "ada@acme.com");
        var end = await browser.GetAsync(callback.PathAndQuery);
        var profile = await browser.GetStringAsync(end.Headers.Location!);

        Assert.Equal("/profile", end.Headers.Location!.OriginalString);
        Assert.Contains("Ada Lovelace", profile, StringComparison.Ordinal);
    }
}

// end
