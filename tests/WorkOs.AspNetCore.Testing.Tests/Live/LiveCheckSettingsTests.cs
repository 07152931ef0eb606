using System.Net;
using System.Net.Sockets;
using LiveCheck;
using LiveCheck.People;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class LiveCheckSettingsTests
{
    [Theory]
    [InlineData("sk_live_01SECRET")]
    [InlineData("sk_01SECRET")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_the_key_of_a_staging_environment_is_taken(string? key)
    {
        var refusal = Settings.Refusal(Variables(("WORKOS_CLIENT_ID", "client_1"), ("WORKOS_API_KEY", key)));

        Assert.NotNull(refusal);
        Assert.DoesNotContain("SECRET", refusal, StringComparison.Ordinal);
        Assert.Null(Settings.Refusal(Variables(("WORKOS_CLIENT_ID", "client_1"), ("WORKOS_API_KEY", "sk_test_1"))));
    }

    [Fact]
    public void What_is_not_set_is_left_out()
    {
        var values = Settings.Read(Variables(
            ("WORKOS_CLIENT_ID", "client_1"), ("WORKOS_API_KEY", "sk_test_1"), ("WORKOS_AUTHKIT_DOMAIN", "example.authkit.app")));

        Assert.Equal("https://api.workos.com", values["api"]);
        Assert.Equal("https://example.authkit.app", values["authkit"]);
        Assert.Equal("org_test_idp", values["organization"]);
        Assert.Null(values["other_organization"]);
        Assert.Null(values["portal_organization"]);
    }

    [Fact]
    public async Task A_callback_with_another_state_is_not_the_one_that_is_waited_for()
    {
        var redirectUri = new Uri($"http://localhost:{FreePort()}/callback");
        using var prompt = new StringWriter();
        using var person = new BrowserPerson(redirectUri, prompt);
        using var browser = new HttpClient { BaseAddress = redirectUri };

        var signIn = person.SignInAsync(new("https://workos.example/authorize?state=mine"), CancellationToken.None);
        using var foreign = await browser.GetAsync("/callback?code=theirs&state=theirs");
        using var own = await browser.GetAsync("/callback?code=c&state=mine");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (foreign.StatusCode, own.StatusCode));
        Assert.Equal(new Uri(redirectUri, "/callback?code=c&state=mine"), await signIn);
        Assert.Contains("https://workos.example/authorize?state=mine", prompt.ToString(), StringComparison.Ordinal);
    }

    private static Func<string, string?> Variables(params (string Name, string? Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
