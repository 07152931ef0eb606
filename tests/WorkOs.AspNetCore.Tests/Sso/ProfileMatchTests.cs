using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>What was asked for must be what came back.</summary>
[Trait("Room", "Sso")]
public sealed class ProfileMatchTests
{
    [Theory]
    [InlineData("organization", "org_acme", "{}", null)]
    [InlineData("organization", "org_acme", """{"organization_id":"org_evil"}""", "organization_mismatch")]
    [InlineData("organization", "org_acme", """{"organization_id":"ORG_ACME"}""", "organization_mismatch")]
    [InlineData("organization", "org_acme", """{"organization_id":"org_acme2"}""", "organization_mismatch")]
    [InlineData("organization", "org_acme", """{"organization_id":null}""", "organization_mismatch")]
    [InlineData("organization", "org_acme", """{"organization_id":["org_acme"]}""", "organization_mismatch")]
    [InlineData("connection", "conn_acme", "{}", null)]
    [InlineData("connection", "conn_acme", """{"connection_id":"conn_evil"}""", "connection_mismatch")]
    [InlineData("connection", "conn_acme", """{"connection_id":null}""", "connection_mismatch")]
    [InlineData("connection", "conn_acme", """{"organization_id":"org_other"}""", null)]
    [InlineData("provider", "GoogleOAuth", """{"connection_type":"GoogleOAuth","organization_id":null}""", null)]
    [InlineData("provider", "GitHubOAuth", """{"connection_type":"GithubOAuth"}""", null)]
    [InlineData("provider", "GoogleOAuth", "{}", "provider_mismatch")]
    [InlineData("provider", "GoogleOAuth", """{"connection_type":null}""", "provider_mismatch")]
    public async Task A_profile_that_is_not_what_was_asked_for_is_refused(string selector, string value, string change, string? code)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);
        foreach (var (name, node) in JsonNode.Parse(change)!.AsObject())
        {
            app.WorkOs.Profile[name] = node?.DeepClone();
        }

        app.Challenge = () => selector switch
        {
            "organization" => new WorkOsChallengeProperties { RedirectUri = "/welcome", Organization = value },
            "connection" => new WorkOsChallengeProperties { RedirectUri = "/welcome", Connection = value },
            _ => new WorkOsChallengeProperties { RedirectUri = "/welcome", Provider = value },
        };
        var browser = app.NewBrowser();
        var answer = await browser.ReturnAsync(await browser.StartAsync("/challenge"));

        if (code is null)
        {
            Assert.Equal("/welcome", answer.Location);
            Assert.Equal(Profiles.Id, await browser.WhoAsync());
        }
        else
        {
            Assert.Equal(code, answer.FailureCode);
            Assert.Equal("nobody", await browser.WhoAsync());
        }
    }
}
