using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Cookies")]
public sealed class CompactTicketTests
{
    public static TheoryData<string, string, string, string> Claims => new()
    {
        { ClaimTypes.NameIdentifier, "prof_1", "WorkOS", "WorkOS" },
        { ClaimTypes.Role, "admin", "WorkOS", "WorkOS" },
        { WorkOsClaimTypes.Group, "Größe", "WorkOS", "WorkOS" },
        { WorkOsClaimTypes.ExternalId, string.Empty, "WorkOS", "WorkOS" },
        { ClaimTypes.Email, "ada@acme.com", ClaimsIdentity.DefaultIssuer, ClaimsIdentity.DefaultIssuer },
        { ClaimTypes.Email, "ada@acme.com", "WorkOS", "https://idp.example" },
        { "app:plan", "gold", "WorkOS", "WorkOS" },
        { "app:plan", "gold", "app", "app" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_claim_comes_back_as_it_was(string type, string value, string issuer, string originalIssuer)
    {
        var identity = new ClaimsIdentity("WorkOS");
        var claim = new Claim(type, value, ClaimValueTypes.String, issuer, originalIssuer, identity);
        claim.Properties["seen"] = "yes";
        identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer, originalIssuer, identity));
        identity.AddClaim(claim);
        identity.AddClaim(new Claim(type, "7", ClaimValueTypes.Integer, issuer, originalIssuer, identity));
        var serializer = new CompactTicketSerializer();

        var back = serializer.Deserialize(serializer.Serialize(new AuthenticationTicket(new ClaimsPrincipal(identity), "WorkOS")));

        Assert.NotNull(back);
        Assert.Equal(identity.Claims.Select(Describe), back.Principal.Claims.Select(Describe));
        Assert.All(back.Principal.Claims, read => Assert.Same(back.Principal.Identity, read.Subject));
    }

    private static string Describe(Claim claim) =>
        $"{claim.Type}={claim.Value} {claim.ValueType} {claim.Issuer} {claim.OriginalIssuer} {string.Join(',', claim.Properties)}";
}
