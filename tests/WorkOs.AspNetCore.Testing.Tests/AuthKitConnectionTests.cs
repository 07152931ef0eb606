namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class AuthKitConnectionTests : AuthKitTest
{
    [Theory]
    [InlineData("conn_apple", "AppleOAuth")]
    [InlineData("conn_okta", "SSO")]
    public async Task A_sign_in_through_a_connection_has_the_method_of_its_type(string connection, string method)
    {
        var body = await SignInAsync("grace@acme.com", ("provider", null), ("connection_id", connection));

        Assert.Equal((method, "org_acme"), ((string?)body["authentication_method"], (string?)body["organization_id"]));
    }

    protected override void Configure(WorkOsSandboxBuilder builder)
    {
        base.Configure(builder);
        builder
            .AddConnection("conn_okta", "org_acme", "OktaOIDC")
            .AddConnection("conn_apple", "org_acme", "AppleOAuth")
            .AddPerson("org_acme", "grace@acme.com", person => person.WithConnection("conn_okta"))
            .AddPerson("org_acme", "grace@acme.com", person => person.WithConnection("conn_apple"));
    }
}
