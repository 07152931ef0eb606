using System.Collections.Frozen;
using System.Security.Claims;
using WorkOs.AspNetCore;

namespace SampleSite.Profile;

/// <summary>The labels of claim types. Types with a URI as value have the name of the constant.</summary>
public static class ClaimLabels
{
    private static readonly FrozenDictionary<string, ClaimLabel> ByType = new Dictionary<string, ClaimLabel>
    {
        [ClaimTypes.NameIdentifier] = new("Profile id", "ClaimTypes.NameIdentifier"),
        [ClaimTypes.Name] = new("Name", "ClaimTypes.Name"),
        [ClaimTypes.Email] = new("E-mail", "ClaimTypes.Email"),
        [ClaimTypes.GivenName] = new("Given name", "ClaimTypes.GivenName"),
        [ClaimTypes.Surname] = new("Surname", "ClaimTypes.Surname"),
        [ClaimTypes.Role] = new("Role", "ClaimTypes.Role"),
        [WorkOsClaimTypes.OrganizationId] = new("Organization", WorkOsClaimTypes.OrganizationId),
        [WorkOsClaimTypes.ConnectionId] = new("Connection", WorkOsClaimTypes.ConnectionId),
        [WorkOsClaimTypes.ConnectionType] = new("Connection type", WorkOsClaimTypes.ConnectionType),
        [WorkOsClaimTypes.IdpId] = new("Id at the identity provider", WorkOsClaimTypes.IdpId),
        [WorkOsClaimTypes.Group] = new("Group", WorkOsClaimTypes.Group),
        [WorkOsClaimTypes.SessionId] = new("Session", WorkOsClaimTypes.SessionId),
        [WorkOsClaimTypes.Permission] = new("Permission", WorkOsClaimTypes.Permission),
        [WorkOsClaimTypes.ClientId] = new("Application", WorkOsClaimTypes.ClientId),
        [WorkOsClaimTypes.EmailVerified] = new("E-mail verified", WorkOsClaimTypes.EmailVerified),
        [WorkOsClaimTypes.Scope] = new("Scope", WorkOsClaimTypes.Scope),
        [WorkOsClaimTypes.Entitlement] = new("Entitlement", WorkOsClaimTypes.Entitlement),
        [WorkOsClaimTypes.FeatureFlag] = new("Feature flag", WorkOsClaimTypes.FeatureFlag),
        [WorkOsClaimTypes.Impersonator] = new("Acted for by", WorkOsClaimTypes.Impersonator),
        [WorkOsClaimTypes.AuthenticationMethod] = new("Signed in by", WorkOsClaimTypes.AuthenticationMethod),
        [WorkOsClaimTypes.Picture] = new("Picture", WorkOsClaimTypes.Picture),
    }.ToFrozenDictionary();

    public static ClaimLabel For(string claimType) =>
        ByType.TryGetValue(claimType, out var label) ? label : new ClaimLabel(Text: null, claimType);
}
