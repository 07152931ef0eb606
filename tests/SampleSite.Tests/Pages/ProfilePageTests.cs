using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;
using WorkOs.AspNetCore;

namespace SampleSite.Tests.Pages;

/// <summary>The profile page with what identity providers really send.</summary>
public sealed class ProfilePageTests : SiteTest
{
    [Fact]
    public async Task A_person_without_names_goes_by_their_address()
    {
        Site.WorkOs.NextProfile(profile =>
        {
            profile["first_name"] = null;
            profile["last_name"] = null;
            profile["name"] = null;
        });

        Assert.Equal("ada@acme.com", (await ShowAsync()).Text("h1"));
    }

    [Fact]
    public async Task A_person_without_anything_but_an_id_still_has_a_page()
    {
        Site.WorkOs.NextProfile(profile =>
        {
            foreach (var name in profile.Select(member => member.Key).Where(key => key is not ("id" or "organization_id")).ToList())
            {
                profile.Remove(name);
            }
        });

        var page = await ShowAsync();

        Assert.Equal("Somebody without a name", page.Text("h1"));
        Assert.Equal(["Acme org_acme", "None", "single sign-on"], page.Texts("dd"));
        Assert.Equal("None", page.Text("section[aria-labelledby=groups-title] p"));
    }

    [Fact]
    public async Task Markup_in_a_profile_is_text()
    {
        Site.WorkOs.NextProfile(profile =>
        {
            profile["name"] = "<img src=x onerror=alert(1)>";
            profile["groups"] = new JsonArray("</ul><script>alert(2)</script>");
        });

        var page = await ShowAsync();

        Assert.Equal("<img src=x onerror=alert(1)>", page.Text("h1"));
        Assert.Equal(["</ul><script>alert(2)</script>"], page.Texts("section[aria-labelledby=groups-title] li"));
        Assert.False(page.Has("main img, main script"));
    }

    [Fact]
    public async Task A_claim_that_theSite_has_no_words_for_is_shown_by_its_type()
    {
        await using var site = new SampleFactory
        {
            ConfigureServices = services => services.Configure<WorkOsOptions>(
                WorkOsDefaults.AuthenticationScheme, options => options.ClaimActions.MapJsonKey("object_kind", "object")),
        };
        using var visitor = site.Visit();
        await visitor.SignInAsync(site.WorkOs, "ada@acme.com");

        Assert.Contains("object_kind", (await visitor.GetAsync("/profile")).Texts(".claims th"));
    }

    private async Task<Answer> ShowAsync()
    {
        using var visitor = Site.Visit();
        await visitor.SignInAsync(Site.WorkOs, "ada@acme.com");
        return await visitor.GetAsync("/profile");
    }
}
