namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>What a remembered value turns out to be worth, in the words of docs/security.md.</summary>
internal static class Outcome
{
    /// <summary>Nothing of it counts.</summary>
    public const string Refused = "refused";

    /// <summary>What any link could name is left of it: the return URL, and an organization or a connection as from outside.</summary>
    public const string Reduced = "reduced";

    /// <summary>It buys nothing, but the same browser starts again with all that it had asked for.</summary>
    public const string Again = "again";

    /// <summary>It is worth what it is in its own place.</summary>
    public const string Accepted = "accepted";
}
