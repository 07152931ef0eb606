using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>The README's Program.cs, sign-in page and sign-out form, run as they are printed.</summary>
[Trait("Room", "Docs")]
public sealed class ReadmeTests : IAsyncLifetime
{
    private WorkOsSandbox _workos = null!;
    private RunningProgram _program = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _workos = await WorkOsSandbox.StartAsync();
        _program = await RunningProgram.StartAsync(
            ReadmeSnippets.Program,
            $"--Authentication:Schemes:WorkOS:ClientId={_workos.ClientId}",
            $"--Authentication:Schemes:WorkOS:ApiKey={_workos.ApiKey}",
            $"--Authentication:Schemes:WorkOS:BaseAddress={_workos.BaseAddress}");
        _browser = new Browser(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }, TimeProvider.System, _program.Address);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _program.DisposeAsync();
        await _workos.DisposeAsync();
    }

    [Fact]
    public async Task A_person_is_sent_to_the_page_signs_in_and_comes_back()
    {
        var asked = await _browser.GetAsync("/hello");
        Assert.Equal("/sign-in?ReturnUrl=%2Fhello", asked.Location);

        var back = await EnterEmailAsync(asked.Location!, "ada@acme.com");
        Assert.Equal("/hello", back.Location);

        Assert.Equal("Hello, Ada Lovelace.", (await _browser.GetAsync("/hello")).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("somebody@elsewhere.example")]
    public async Task An_address_that_leads_nowhere_comes_back_to_the_page(string email)
    {
        var refused = await SubmitAsync(await _browser.GetAsync("/sign-in?ReturnUrl=%2Fhello"), ("email", email));
        var page = await _browser.GetAsync(refused.Location!);

        Assert.Equal("That did not work (organization_not_found). Please try again.", page.Html.QuerySelector("[role=alert]")?.TextContent);
        Assert.EndsWith("returnUrl=%2Fhello", page.Html.QuerySelector("form")?.GetAttribute("action"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_form_signs_the_person_out()
    {
        await EnterEmailAsync("/sign-in", "ada@acme.com");

        var left = await SubmitAsync(await _browser.GetAsync("/"));

        Assert.Equal("/", left.Location);
        Assert.Equal("/sign-in?ReturnUrl=%2Fhello", (await _browser.GetAsync("/hello")).Location);
    }

    private async Task<BrowserAnswer> EnterEmailAsync(string page, string email)
    {
        var toWorkOs = await SubmitAsync(await _browser.GetAsync(page), ("email", email));
        var callback = await _workos.CompleteSignInAsync(new Uri(toWorkOs.Location!), email);
        return await _browser.GetAsync(callback.PathAndQuery);
    }

    private Task<BrowserAnswer> SubmitAsync(BrowserAnswer page, params (string Name, string Value)[] fields) => _browser.SubmitAsync(page, fields);
}
