using System.Text.Json;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore;

/// <summary>A sign-in that WorkOS keeps waiting until the person has chosen an organization.</summary>
internal sealed record PendingSelection(
    string Scheme, string Token, IReadOnlyList<WorkOsOrganizationChoice> Organizations, Dictionary<string, string?> Items)
{
    public static PendingSelection? TryRead(WorkOsAuthenticationException failure, string scheme, AuthenticationProperties properties)
    {
        if (failure.InnerException is not WorkOsApiException { Details: { } details }
            || details.GetStringOrNull("pending_authentication_token") is not { } token)
        {
            return null;
        }

        var organizations = details.GetItems("organizations").Select(ReadChoice).OfType<WorkOsOrganizationChoice>().ToList();
        return organizations.Count > 0 ? new PendingSelection(scheme, token, organizations, new(properties.Items, StringComparer.Ordinal)) : null;
    }

    private static WorkOsOrganizationChoice? ReadChoice(JsonElement organization) =>
        organization.GetStringOrNull("id") is { } id
            ? new WorkOsOrganizationChoice(id, organization.GetStringOrNull("name") ?? id)
            : null;
}
