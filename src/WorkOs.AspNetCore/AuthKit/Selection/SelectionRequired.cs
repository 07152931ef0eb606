namespace WorkOs.AspNetCore;

/// <summary>WorkOS's response that the user must select an organization first.</summary>
/// <param name="Token">The pending authentication token, which can continue the sign-in once.</param>
/// <param name="Organizations">The organizations that the user can select.</param>
internal sealed record SelectionRequired(string Token, IReadOnlyList<WorkOsAuthKitOrganization> Organizations)
{
    public static SelectionRequired? TryRead(WorkOsAuthenticationException failure)
    {
        if (failure is not { Code: WorkOsFailureCodes.OrganizationSelectionRequired, InnerException: WorkOsApiException { Details: { } details } }
            || details.GetStringOrNull("pending_authentication_token") is not { } token)
        {
            return null;
        }

        var organizations = details.GetItems("organizations").Select(ReadChoice).OfType<WorkOsAuthKitOrganization>().ToList();
        return organizations.Count > 0 ? new SelectionRequired(token, organizations) : null;
    }

    private static WorkOsAuthKitOrganization? ReadChoice(JsonElement organization) =>
        organization.GetStringOrNull("id") is { } id
            ? new WorkOsAuthKitOrganization { Id = id, Name = organization.GetStringOrNull("name") ?? id }
            : null;

    public override string ToString() => nameof(SelectionRequired);
}
