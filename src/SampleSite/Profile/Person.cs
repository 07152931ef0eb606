using System.Globalization;
using System.Security.Claims;
using WorkOs.AspNetCore;

namespace SampleSite.Profile;

/// <summary>The signed-in user for the pages. A profile may have no value except the id.</summary>
public sealed class Person(ClaimsPrincipal principal)
{
    public string Name => principal.FindFirstValue(ClaimTypes.Name) ?? Email ?? "Somebody without a name";

    public string? Email => principal.FindFirstValue(ClaimTypes.Email);

    public string Initial => StringInfo.GetNextTextElement(Name).ToUpperInvariant();

    /// <summary>How the user signed in, as text that follows "with".</summary>
    public string SignedInWith => principal.Identity?.AuthenticationType switch
    {
        WorkOsAuthKitDefaults.AuthenticationScheme => "AuthKit",
        WorkOsConnectDefaults.AuthenticationScheme => "WorkOS Connect",
        _ => "single sign-on",
    };

    public string? OrganizationId => principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);

    public string? ConnectionId => principal.FindFirstValue(WorkOsClaimTypes.ConnectionId);

    public string? ConnectionType => principal.FindFirstValue(WorkOsClaimTypes.ConnectionType);

    public IEnumerable<string> Roles => ValuesOf(ClaimTypes.Role);

    public IEnumerable<string> Groups => ValuesOf(WorkOsClaimTypes.Group);

    private IEnumerable<string> ValuesOf(string type) => principal.FindAll(type).Select(claim => claim.Value);
}
