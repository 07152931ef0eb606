using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore.Tests.Clients;

[Trait("Room", "Clients")]
public sealed class MachineTokenOptionsTests
{
    public static TheoryData<Action<WorkOsMachineTokenOptions>, string> Problems => new()
    {
        { options => options.AuthKitDomain = null, "AuthKitDomain must be" },
        { options => options.AuthKitDomain = new Uri("http://acme.authkit.app"), "AuthKitDomain must be" },
        { options => options.AuthKitDomain = new Uri("https://acme.authkit.app/oauth2"), "AuthKitDomain must be" },
        { options => options.AuthKitDomain = new Uri("/relative", UriKind.Relative), "AuthKitDomain must be" },
        { options => options.ClientId = "", "ClientId must be" },
        { options => options.ClientId = "client_...", "ClientId must be" },
        { options => options.ClientId = "sk_test_1", "ClientId must be" },
        { options => options.ClientSecret = " ", "ClientSecret must be" },
        { options => options.ClientSecret = "<secret>", "ClientSecret must be" },
        { options => options.ClientSecret = "sk_test_1", "ClientSecret holds an API key" },
        { options => options.Scope.Add(""), "Scope has an empty value" },
        { options => options.Scope.Add("a b"), "Scope has an empty value" },
        { options => options.Scope.Add("a\"b"), "Scope has an empty value" },
        { options => options.Resource = "reports", "Resource must be" },
        { options => options.Resource = "https://reports.example.com/#x", "Resource must be" },
        { options => options.Origins.Add("reports.example.com"), "Origins has 'reports.example.com'" },
        { options => options.Origins.Add("https://reports.example.com/v1"), "Origins has" },
        { options => options.Origins.Add("http://reports.example.com"), "Origins has" },
        { options => options.BackchannelTimeout = TimeSpan.Zero, "BackchannelTimeout must be" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task A_problem_stops_the_app_at_its_start_and_says_what_to_do(Action<WorkOsMachineTokenOptions> configure, string expected)
    {
        await using var app = new MachineApp(configure);

        var exception = Assert.Throws<OptionsValidationException>(app.Start);

        Assert.StartsWith($"HTTP client 'reports': {expected}", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_options_let_it_start()
    {
        await using var app = new MachineApp(options => options.Origins.Add("http://localhost:5000"));

        app.Start();
    }

    [Fact]
    public void Nothing_is_null()
    {
        var builder = new ServiceCollection().AddHttpClient("x");

        Assert.Throws<ArgumentNullException>(() => builder.AddWorkOsMachineToken(null!));
        Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddWorkOsMachineToken(_ => { }));
        Assert.Throws<ArgumentNullException>(() => builder.AddWorkOsAccessToken(null!, ["https://api.example.com"]));
        Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddWorkOsAccessToken("https://api.example.com"));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("api.example.com")]
    [InlineData("https://api.example.com/v1")]
    [InlineData("https://api.example.com?x=1")]
    [InlineData("https://user@api.example.com")]
    [InlineData("http://api.example.com")]
    [InlineData("https://api.example.com", "*")]
    public void An_origin_that_is_none_is_the_mistake_of_the_call_that_names_it(params string[] origins) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHttpClient("x").AddWorkOsAccessToken(origins));
}
