namespace WorkOs.AspNetCore.Testing;

/// <summary>An authorize request that waits for its person at the identity provider.</summary>
internal sealed record SignInAttempt
{
    public required string RedirectUri { get; init; }

    public required string? State { get; init; }

    public required string? LoginHint { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required IReadOnlyList<WorkOsSandboxPerson> People { get; init; }

    public bool OffersImpersonation { get; init; }

    /// <summary>Makes a person of an e-mail, where the identity provider has people whom WorkOS has not seen.</summary>
    public Func<string, WorkOsSandboxPerson?>? Newcomer { get; init; }

    public bool TakesNewcomers => People.Count == 0 && Newcomer is not null;

    /// <summary>Makes a code for the person (true: for an impersonator in their name), or names the error that WorkOS answers with.</summary>
    public required Func<WorkOsSandboxPerson, bool, SignInOutcome> Complete { get; init; }

    public WorkOsSandboxPerson? Find(string? email) =>
        TakesNewcomers
            ? Newcomer!(email ?? "")
            : People.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    public string CallbackUrl(SignInOutcome outcome) => outcome.CallbackUrl(RedirectUri, State);
}
