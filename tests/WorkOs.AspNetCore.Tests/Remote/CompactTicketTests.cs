using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Tests.Remote;

[Trait("Room", "Cookies")]
public sealed class CompactTicketTests
{
    // Written by version 0.1: each known claim with its number as its value, a claim of the app, and one property.
    private const string Recorded =
        "BQAAAAdDb29raWVzAQAAAAZXb3JrT1MBAAEAFwAAAAECMDECAjAyAwIwMwQCMDQFAjA1BgIwNgcCMDcIAjA4CQIwOQoCMTALAjExDAIxMg0CMTMOAjE0DwIxNRACMTYRAjE3EgIxOBMC"
        + "MTkUAjIwFQIyMRYCMjIABHBsYW4EZ29sZAEAA2FwcAEAAAAAAAAAAQAAAAEAAAALLkF1dGhTY2hlbWUGV29ya09T";

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

    /// <summary>A version that cannot read the sessions of the one before signs everybody out: docs/upgrading.md.</summary>
    [Fact]
    public void A_session_that_version_0_1_has_written_can_be_read()
    {
        var ticket = new CompactTicketSerializer().Deserialize(Convert.FromBase64String(Recorded));

        Assert.NotNull(ticket);
        Assert.Equal("Cookies", ticket.AuthenticationScheme);
        Assert.Equal("WorkOS", ticket.Properties.Items[".AuthScheme"]);
        Assert.Equal("01", ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier));
        Assert.Equal("06", ticket.Principal.FindFirstValue(ClaimTypes.Role));
        Assert.Equal("07", ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId));
        Assert.Equal("13", ticket.Principal.FindFirstValue(WorkOsClaimTypes.SessionId));
        Assert.Equal("22", ticket.Principal.FindFirstValue(WorkOsClaimTypes.ExternalId));
        Assert.Equal(("gold", "app"), (ticket.Principal.FindFirst("plan")!.Value, ticket.Principal.FindFirst("plan")!.Issuer));
        Assert.Equal(Recorded, Convert.ToBase64String(new CompactTicketSerializer().Serialize(ticket)));
    }

    private static string Describe(Claim claim) =>
        $"{claim.Type}={claim.Value} {claim.ValueType} {claim.Issuer} {claim.OriginalIssuer} {string.Join(',', claim.Properties)}";
}
