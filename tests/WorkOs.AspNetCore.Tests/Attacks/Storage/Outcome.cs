namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>The result of a stored value that was moved, in the words of docs/security.md.</summary>
internal static class Outcome
{
    /// <summary>The value has no effect.</summary>
    public const string Refused = "refused";

    /// <summary>Only what any link can contain is used: the return URL, and an organization or a connection.</summary>
    public const string Reduced = "reduced";

    /// <summary>The value is refused, and the same browser restarts its sign-in with everything that it requested.</summary>
    public const string Again = "again";

    /// <summary>The value has the same effect as in its own place.</summary>
    public const string Accepted = "accepted";
}
