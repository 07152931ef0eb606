using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>WorkOS takes an invitation with the code, not with the start of the sign-in.</summary>
[Trait("Room", "AuthKit")]
public sealed class InvitationTests : AuthKitTestBase
{
    [Theory]
    [InlineData("/challenge?invitation_token=inv_1", "inv_1")]
    [InlineData("/challenge?invitation_token=%20", null)]
    [InlineData("/challenge?invitation_token=", null)]
    [InlineData("/challenge", null)]
    public async Task The_code_is_redeemed_with_the_invitation_of_its_challenge(string challenge, string? invitation)
    {
        using var sent = new RecordingHandler();
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.BackchannelHttpHandler = sent });
        var browser = app.NewBrowser();

        await app.ReturnAsync(browser, await browser.GetAsync(challenge), "ada@acme.com");

        Assert.Equal(invitation, Assert.Single(sent.Requests).Field("invitation_token"));
    }

    [Fact]
    public async Task The_invitation_does_not_stay_in_the_session()
    {
        IDictionary<string, string?> items = new Dictionary<string, string?>(StringComparer.Ordinal);
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.Events.OnTicketReceived = context =>
            {
                items = context.Properties!.Items;
                return Task.CompletedTask;
            },
        });
        var browser = app.NewBrowser();

        await app.ReturnAsync(browser, await browser.GetAsync("/challenge?invitation_token=inv_1"), "ada@acme.com");

        Assert.NotEmpty(items);
        Assert.DoesNotContain("inv_1", items.Values);
    }
}
