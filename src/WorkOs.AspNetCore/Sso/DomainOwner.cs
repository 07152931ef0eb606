namespace WorkOs.AspNetCore;

/// <summary>The result of a domain lookup: the organization that has verified the domain, or why there is none.</summary>
internal sealed class DomainOwner
{
    private static readonly TimeSpan FoundLifetime = TimeSpan.FromMinutes(5);

    // Short, because an administrator may be correcting the domain at this moment while a user waits for it.
    private static readonly TimeSpan OtherLifetime = TimeSpan.FromMinutes(1);

    /// <summary>No organization has verified the domain.</summary>
    public static DomainOwner Nobody { get; } = new();

    /// <summary>Several organizations have verified the domain.</summary>
    public static DomainOwner Several { get; } = new();

    /// <summary>More organizations list the domain than are read, and one that was not read may have verified it.</summary>
    public static DomainOwner Undetermined { get; } = new();

    /// <summary>The one organization that has verified the domain.</summary>
    public string? Organization { get; private init; }

    /// <summary>How long the result is cached.</summary>
    public TimeSpan Lifetime => Organization is null ? OtherLifetime : FoundLifetime;

    public static DomainOwner Of(string organization) => new() { Organization = organization };
}
