namespace WorkOs.AspNetCore.Testing;

/// <summary>Where a selector leads: people at an identity provider, or an error.</summary>
internal sealed record SignInSelection(string Title, string Subtitle, IReadOnlyList<WorkOsSandboxPerson> People, SignInOutcome? Refusal = null)
{
    public static SignInSelection Refused(string error, string description) =>
        new("", "", [], SignInOutcome.Error(error, description));
}
