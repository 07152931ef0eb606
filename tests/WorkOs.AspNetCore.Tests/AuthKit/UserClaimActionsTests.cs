using System.Security.Claims;
using System.Text.Json;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class UserClaimActionsTests
{
    [Theory]
    [InlineData("email", "\"ada@acme.com\"", ClaimTypes.Email, "ada@acme.com")]
    [InlineData("first_name", "\"Ada\"", ClaimTypes.GivenName, "Ada")]
    [InlineData("last_name", "\"Lovelace\"", ClaimTypes.Surname, "Lovelace")]
    [InlineData("profile_picture_url", "\"https://acme.com/ada.png\"", WorkOsClaimTypes.Picture, "https://acme.com/ada.png")]
    [InlineData("external_id", "\"42\"", WorkOsClaimTypes.ExternalId, "42")]
    [InlineData("email_verified", "true", WorkOsClaimTypes.EmailVerified, "true")]
    [InlineData("email_verified", "false", WorkOsClaimTypes.EmailVerified, "false")]
    [InlineData("email", "7", ClaimTypes.Email, null)]
    [InlineData("email_verified", "\"yes\"", WorkOsClaimTypes.EmailVerified, null)]
    [InlineData("external_id", "null", WorkOsClaimTypes.ExternalId, null)]
    public void A_field_of_the_user_becomes_a_claim(string field, string value, string type, string? claim)
    {
        using var user = JsonDocument.Parse($$"""{"{{field}}":{{value}}}""");
        var identity = new ClaimsIdentity();

        foreach (var action in new WorkOsAuthKitOptions().ClaimActions)
        {
            action.Run(user.RootElement, identity, "WorkOS");
        }

        Assert.Equal(claim, identity.FindFirst(type)?.Value);
    }
}
