using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>What a link may hand to the identity provider as the user name.</summary>
[Trait("Room", "Remote")]
public sealed class LoginHintTests
{
    public static TheoryData<string> Refused =>
    [
        "ada%00@acme.com", "ada%0d%0aX: y", "%09ada@acme.com", "ada@acme.com%0a", "ada%1b[31m", "ada%7f", "ada%c2%85", "a&login_hint=b",
        new string('a', 255),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_hint_that_is_no_user_name_is_left_out(string hint)
    {
        await using var app = await TestApp.StartAsync();

        Assert.Null((await app.NewBrowser().StartAsync("/auth/sign-in?login_hint=" + hint)).Query("login_hint"));
    }

    [Theory]
    [InlineData("ada@acme.com")]
    [InlineData("Ada Lovelace")]
    [InlineData("ACME\\ada")]
    [InlineData("adä@acme.com")]
    public async Task A_user_name_is_handed_on(string hint)
    {
        await using var app = await TestApp.StartAsync();

        Assert.Equal(hint, (await app.NewBrowser().StartAsync("/auth/sign-in?login_hint=" + Uri.EscapeDataString(hint))).Query("login_hint"));
    }
}
