namespace WorkOs.AspNetCore.Testing;

/// <summary>Where a selector leads: people at an identity provider, or an error.</summary>
internal sealed record SignInSelection(string Title, string Subtitle, IReadOnlyList<WorkOsSandboxPerson> People, SignInOutcome? Refusal = null)
{
    /// <summary>Makes a person of an e-mail where nobody is known yet; null where that is not possible, or the e-mail is none.</summary>
    public Func<string, WorkOsSandboxPerson?>? Newcomer { get; init; }

    public static SignInSelection Refused(string error, string description) =>
        new("", "", [], SignInOutcome.Error(error, description));
}
