using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Adds one claim for each distinct value of a part of the profile, except blank values.</summary>
internal sealed class ValuesClaimAction(string claimType, Func<JsonElement, IEnumerable<string?>> read)
    : ClaimAction(claimType, ClaimValueTypes.String)
{
    // Most users are in a few groups. Without an initial capacity, the set would be resized three times for them.
    private const int Capacity = 16;

    public override void Run(JsonElement userData, ClaimsIdentity identity, string issuer)
    {
        HashSet<string>? seen = null;
        foreach (var value in read(userData))
        {
            if (!string.IsNullOrWhiteSpace(value) && (seen ??= new(Capacity, StringComparer.Ordinal)).Add(value))
            {
                identity.AddClaim(new Claim(ClaimType, value, ValueType, issuer));
            }
        }
    }
}
