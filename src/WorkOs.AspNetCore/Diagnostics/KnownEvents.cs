using System.Collections.Frozen;

namespace WorkOs.AspNetCore;

/// <summary>The webhook events that a tag can contain: those that end a session or an API key. WorkOS sends others, and adds new ones.</summary>
/// <remarks>See <see href="https://workos.com/docs/events"/>.</remarks>
internal static class KnownEvents
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "api_key.revoked",
        "connection.deactivated",
        "connection.deleted",
        "dsync.deleted",
        "dsync.user.deleted",
        "dsync.user.updated",
        "organization.deleted",
        "organization_membership.deleted",
        "organization_membership.updated",
        "session.revoked",
        "user.deleted");

    public static bool Contains(string name) => Names.Contains(name);
}
