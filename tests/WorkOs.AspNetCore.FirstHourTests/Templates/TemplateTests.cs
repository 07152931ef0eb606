using System.Xml.Linq;
using SampleSite.Tests.Browser;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>Each template of <c>dotnet new</c>: made, built without a warning, started and signed in to, without an account and without a line of code.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TemplateTests(Chromium chromium, TemplateApps apps) : IClassFixture<TemplateApps>
{
    public static TheoryData<string> Templates => [.. TemplateApps.Names];

    public static TheoryData<string> Sites => [.. TemplateApps.Names.Where(name => name != "workos-api")];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task The_tests_of_a_new_app_pass(string template)
    {
        var output = await apps.TestAsync(template);

        Assert.Contains("Passed!", output, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [MemberData(nameof(Sites))]
    public async Task A_user_signs_in_and_out_and_every_page_is_accessible(string template)
    {
        var walk = await TemplateWalk.StartAsync(chromium, await apps.StartAsync(template));

        await walk.SignInAsync("grace@acme.com");
        await walk.SeeAsync("/admin", status: 403);
        await walk.SeeAsync("/no-such-page", status: 404);
        await walk.SignOutAsync();
        await walk.SignInAsync("ada@acme.com");
        await walk.SeeAsync("/admin", status: 200);
        await walk.SeeAsync("/", status: 200);

        Assert.Empty(walk.Violations);
        Assert.Empty(walk.Errors);
        await walk.EndAsync();
    }

    [BrowserFact]
    public async Task A_component_of_Blazor_gets_the_access_token_of_its_user()
    {
        var walk = await TemplateWalk.StartAsync(chromium, await apps.StartAsync("workos-blazor"));

        await walk.SignInAsync("ada@acme.com");
        await walk.PressAsync("Ask for the access token", "There is one until");

        Assert.Empty(walk.Errors);
        await walk.EndAsync();
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Without_the_sandbox_nothing_of_it_is_left_in_the_app(string template)
    {
        var folder = await apps.MakeAsync(template, $"Bare{template[^3..]}", "--no-sandbox --http-port 5123");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        var app = files.Where(file => !file.Contains(".Tests", StringComparison.Ordinal));

        Assert.All(app, file => Assert.DoesNotContain("sandbox", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
        Assert.Contains(app, file => File.ReadAllText(file).Contains("http://localhost:5123", StringComparison.Ordinal));
        string[] leftovers = ["#if", "#endif", "WorkOsApp", "WORKOS_VERSION", "HTTP_PORT", "HTTPS_PORT"];
        Assert.All(files, file => Assert.All(leftovers, leftover => Assert.DoesNotContain(leftover, file + File.ReadAllText(file), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_has_the_packages_that_this_repository_is_tested_with(string template)
    {
        var tested = VersionsIn(Repository.PathOf("Directory.Packages.props"), "PackageVersion");
        var used = Directory.EnumerateFiles(Repository.PathOf($"templates/content/{template}"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(file => VersionsIn(file, "PackageReference"))
            .Where(package => package.Version != "WORKOS_VERSION" && tested.Any(known => known.Name == package.Name));

        Assert.NotEmpty(used);
        Assert.All(used, package => Assert.Contains(package, tested));
    }

    private static List<(string Name, string Version)> VersionsIn(string file, string element) =>
        [.. XDocument.Load(file).Descendants(element).Select(package => (package.Attribute("Include")!.Value, package.Attribute("Version")!.Value))];
}
