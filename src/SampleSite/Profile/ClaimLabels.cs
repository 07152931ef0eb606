using System.Collections.Frozen;
using System.Security.Claims;
using WorkOs.AspNetCore;

namespace SampleSite.Profile;

/// <summary>Claim types in words; a type that has none is shown as it is.</summary>
public static class ClaimLabels
{
    private static readonly FrozenDictionary<string, string> ByType = new Dictionary<string, string>
    {
        [ClaimTypes.NameIdentifier] = "Profile id",
        [ClaimTypes.Name] = "Name",
        [ClaimTypes.Email] = "E-mail",
        [ClaimTypes.GivenName] = "Given name",
        [ClaimTypes.Surname] = "Surname",
        [ClaimTypes.Role] = "Role",
        [WorkOsClaimTypes.OrganizationId] = "Organization",
        [WorkOsClaimTypes.ConnectionId] = "Connection",
        [WorkOsClaimTypes.ConnectionType] = "Connection type",
        [WorkOsClaimTypes.IdpId] = "Id at the identity provider",
        [WorkOsClaimTypes.Group] = "Group",
        [WorkOsClaimTypes.Picture] = "Picture",
    }.ToFrozenDictionary();

    public static string? For(string claimType) => ByType.GetValueOrDefault(claimType);
}
