using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Adds one claim for each distinct value that a part of the profile has.</summary>
internal sealed class ValuesClaimAction(string claimType, Func<JsonElement, IEnumerable<string>> read)
    : ClaimAction(claimType, ClaimValueTypes.String)
{
    public override void Run(JsonElement userData, ClaimsIdentity identity, string issuer)
    {
        foreach (var value in read(userData).Distinct(StringComparer.Ordinal))
        {
            identity.AddClaim(new Claim(ClaimType, value, ValueType, issuer));
        }
    }
}
