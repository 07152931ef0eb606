using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>Whether a session is already in what a sign-in asks for.</summary>
[Trait("Room", "Sso")]
public sealed class SessionMatchTests
{
    private static readonly ClaimsPrincipal Session = new(new ClaimsIdentity(
        [
            new Claim(WorkOsClaimTypes.OrganizationId, "org_acme"),
            new Claim(WorkOsClaimTypes.ConnectionId, "conn_acme"),
            new Claim(WorkOsClaimTypes.ConnectionType, "GoogleOAuth"),
            new Claim("department", "MicrosoftOAuth"),
        ],
        WorkOsDefaults.AuthenticationScheme));

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("org_acme", null, null, true)]
    [InlineData("org_globex", null, null, false)]
    [InlineData("conn_acme", null, null, false)]
    [InlineData(null, "conn_acme", null, true)]
    [InlineData(null, "conn_globex", null, false)]
    [InlineData(null, null, "GoogleOAuth", true)]
    [InlineData(null, null, "googleoauth", true)]
    [InlineData(null, null, "GitHubOAuth", false)]
    [InlineData(null, null, "MicrosoftOAuth", false)]
    public async Task A_session_matches_its_organization_connection_and_provider(string? organization, string? connection, string? provider, bool matches)
    {
        await using var app = await TestApp.StartAsync();
        var product = ActivatorUtilities.CreateInstance<SsoProduct>(app.Services);

        Assert.Equal(matches, product.IsSessionOf(Session, Selector.ChooseOne(organization, connection, provider)));
    }
}
