using System.Collections.Frozen;

namespace WorkOs.AspNetCore;

/// <summary>
/// Serializes the claims of a session in fewer bytes: a claim type that this package maps becomes one byte, and an issuer that is the identity's
/// own is left out. Every other claim is written as in the framework.
/// </summary>
internal sealed class CompactTicketSerializer : TicketSerializer
{
    private const byte Verbatim = 0;

    // Cookies contain these positions: append only, and never reorder or remove.
    private static readonly string[] KnownTypes =
    [
        ClaimTypes.NameIdentifier, ClaimTypes.Name, ClaimTypes.Email, ClaimTypes.GivenName, ClaimTypes.Surname, ClaimTypes.Role,
        WorkOsClaimTypes.OrganizationId, WorkOsClaimTypes.ConnectionId, WorkOsClaimTypes.ConnectionType,
        WorkOsClaimTypes.IdpId, WorkOsClaimTypes.Group, WorkOsClaimTypes.Picture,
        WorkOsClaimTypes.SessionId, WorkOsClaimTypes.Permission, WorkOsClaimTypes.Entitlement, WorkOsClaimTypes.FeatureFlag,
        WorkOsClaimTypes.Impersonator, WorkOsClaimTypes.ImpersonationReason, WorkOsClaimTypes.AuthenticationMethod,
        WorkOsClaimTypes.AuthenticationTime, WorkOsClaimTypes.EmailVerified, WorkOsClaimTypes.ExternalId,
    ];

    private static readonly FrozenDictionary<string, byte> Positions =
        KnownTypes.Index().ToFrozenDictionary(known => known.Item, known => (byte)(known.Index + 1), StringComparer.Ordinal);

    protected override void WriteClaim(BinaryWriter writer, Claim claim)
    {
        if (Positions.TryGetValue(claim.Type, out var position) && HasOnlyTypeAndValue(claim))
        {
            writer.Write(position);
            writer.Write(claim.Value);
        }
        else
        {
            writer.Write(Verbatim);
            base.WriteClaim(writer, claim);
        }
    }

    protected override Claim ReadClaim(BinaryReader reader, ClaimsIdentity identity)
    {
        var position = reader.ReadByte();
        return position == Verbatim
            ? base.ReadClaim(reader, identity)
            : new Claim(
                KnownTypes[position - 1], reader.ReadString(), ClaimValueTypes.String, identity.AuthenticationType, identity.AuthenticationType, identity);
    }

    private static bool HasOnlyTypeAndValue(Claim claim) =>
        claim.ValueType == ClaimValueTypes.String
        && claim.Issuer == claim.Subject?.AuthenticationType
        && claim.OriginalIssuer == claim.Issuer
        && claim.Properties.Count == 0;
}
