namespace WorkOs.AspNetCore.Testing;

/// <summary>The result of a connection selector: people at an identity provider, or an error.</summary>
internal sealed record SignInSelection(string Title, string Subtitle, IReadOnlyList<WorkOsSandboxPerson> People, SignInOutcome? Refusal = null)
{
    /// <summary>
    /// Creates a person from an e-mail address, or returns null if the address is not valid; null if people cannot sign in for the first time.
    /// </summary>
    public Func<string, WorkOsSandboxPerson?>? Newcomer { get; init; }

    public static SignInSelection Refused(string error, string description) =>
        new("", "", [], SignInOutcome.Error(error, description));
}
