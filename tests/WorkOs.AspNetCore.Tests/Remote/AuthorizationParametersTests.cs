namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>Which names an app cannot give a parameter of its own.</summary>
[Trait("Room", "Remote")]
public sealed class AuthorizationParametersTests
{
    public static TheoryData<string> OfTheProtocol =>
    [
        "client_id", "redirect_uri", "response_type", "response_mode", "state", "scope", "nonce", "code", "code_challenge", "code_challenge_method",
        "client_secret", "grant_type", "code_verifier", "organization", "organization_id", "connection", "connection_id", "provider", "domain",
    ];

    [Theory]
    [MemberData(nameof(OfTheProtocol))]
    public void A_name_of_the_protocol_is_reserved_however_it_is_written(string name)
    {
        Assert.True(AuthorizationParameters.IsReserved(name));
        Assert.True(AuthorizationParameters.IsReserved(name.ToUpperInvariant()));
        Assert.True(AuthorizationParameters.IsReserved($" {name} "));
    }

    [Theory]
    [InlineData("login_hint")]
    [InlineData("prompt")]
    [InlineData("client")]
    [InlineData("")]
    public void Another_name_is_not(string name) => Assert.False(AuthorizationParameters.IsReserved(name));

    [Fact]
    public void A_parameter_without_a_value_is_left_out() => Assert.Equal(
        "https://api.workos.com/?prompt=login",
        new AuthorizationParameters().Add("login_hint", " ").Add("prompt", "login").Add("state", null).AppendTo("https://api.workos.com/"));
}
