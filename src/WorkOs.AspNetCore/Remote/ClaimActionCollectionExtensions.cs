using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace WorkOs.AspNetCore;

/// <summary>Maps what WorkOS sends without ever adding a claim that is empty.</summary>
internal static class ClaimActionCollectionExtensions
{
    public static void MapText(this ClaimActionCollection actions, string claimType, Func<JsonElement, string?> read) =>
        actions.Add(new ValuesClaimAction(claimType, json => read(json) is { } value ? [value] : []));
}
