namespace WorkOs.AspNetCore.Testing;

/// <summary>An authorization request that waits for a person to sign in at the identity provider.</summary>
internal sealed record SignInAttempt
{
    public required string RedirectUri { get; init; }

    public required string? State { get; init; }

    public required string? LoginHint { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required IReadOnlyList<WorkOsSandboxPerson> People { get; init; }

    public bool OffersImpersonation { get; init; }

    /// <summary>Creates a person from an e-mail address, if people can sign in for the first time.</summary>
    public Func<string, WorkOsSandboxPerson?>? Newcomer { get; init; }

    public bool TakesNewcomers => People.Count == 0 && Newcomer is not null;

    /// <summary>Issues a code for the person (if true, for an impersonator of the person), or returns the error that WorkOS responds with.</summary>
    public required Func<WorkOsSandboxPerson, bool, SignInOutcome> Complete { get; init; }

    public WorkOsSandboxPerson? Find(string? email) =>
        TakesNewcomers
            ? Newcomer!(email ?? "")
            : People.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    public string CallbackUrl(SignInOutcome outcome) => outcome.CallbackUrl(RedirectUri, State);
}
