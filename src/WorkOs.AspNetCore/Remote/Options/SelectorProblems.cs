namespace WorkOs.AspNetCore;

/// <summary>Finds default selectors that exclude each other, and ids that are set in the wrong option.</summary>
internal static class SelectorProblems
{
    private const string OrganizationId = "org_";
    private const string ConnectionId = "conn_";

    public static IEnumerable<string> Of(WorkOsRemoteOptions options)
    {
        if (FindConflict(options) is { } conflict)
        {
            yield return conflict;
        }

        if (StartsWith(options.Organization, ConnectionId) || StartsWith(options.Provider, ConnectionId))
        {
            yield return "Organization or Provider holds the id of a connection ('conn_…'): put it into Connection";
        }

        if (StartsWith(options.Connection, OrganizationId) || StartsWith(options.Provider, OrganizationId))
        {
            yield return "Connection or Provider holds the id of an organization ('org_…'): put it into Organization";
        }

        if (options.Organization is { } organization && organization.AsSpan().ContainsAny('.', '@'))
        {
            yield return "Organization holds a domain or an e-mail address: put the id of the organization there ('org_…', in the WorkOS dashboard under Organizations)";
        }
    }

    private static bool StartsWith(string? value, string prefix) => value?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static string? FindConflict(WorkOsRemoteOptions options)
    {
        try
        {
            _ = options.DefaultSelector;
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
