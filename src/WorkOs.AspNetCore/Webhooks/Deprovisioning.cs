namespace WorkOs.AspNetCore;

/// <summary>
/// Ends sessions when WorkOS reports that a user of a directory, an organization or a connection has been deleted or deactivated.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/events"/>.</remarks>
internal sealed class Deprovisioning(EndedSessions ended)
{
    private const int MaxAddresses = 10;

    /// <summary>Applies an event to the sessions of an environment, if it is one of these events.</summary>
    public async Task ApplyAsync(WebhookEvent webhook, string environment, CancellationToken cancellationToken)
    {
        foreach (var end in FindEnds(webhook, environment))
        {
            await ended.EndAsync(end, webhook.HappenedAt, cancellationToken);
        }
    }

    private static IEnumerable<End> FindEnds(WebhookEvent webhook, string environment) => webhook.Name switch
    {
        "connection.deactivated" or "connection.deleted" when webhook.Data.GetStringOrNull("id") is { } connection
            => [End.OfConnection(environment, connection)],
        "organization.deleted" when webhook.Data.GetStringOrNull("id") is { } organization
            => [End.OfOrganization(environment, organization)],
        "dsync.user.deleted" => FindPerson(webhook.Data, environment),
        "dsync.user.updated" when webhook.Data.GetStringOrNull("state") is "inactive" or "suspended" => FindPerson(webhook.Data, environment),
        _ => [],
    };

    // WorkOS does not document whether the id of a directory user is the user's id in single sign-on. With some identity providers it is not, and
    // the e-mail address is the only value that both have.
    private static IEnumerable<End> FindPerson(JsonElement user, string environment)
    {
        if (user.GetStringOrNull("organization_id") is not { } organization)
        {
            return [];
        }

        var addresses = user.GetItems("emails")
            .Select(address => address.GetStringOrNull("value"))
            .Prepend(user.GetStringOrNull("email"))
            .OfType<string>()
            .Select(address => End.OfDirectoryAddress(environment, organization, address))
            .Distinct()
            .Take(MaxAddresses);
        return user.GetStringOrNull("idp_id") is { } id ? addresses.Prepend(End.OfDirectoryUser(environment, organization, id)) : addresses;
    }
}
