using System.Text.RegularExpressions;

namespace SampleSite.SignIn;

/// <summary>What the sign-in page says about the failure that a person came back with.</summary>
/// <param name="Sentence">The failure in words.</param>
/// <param name="Code">The code to tell support; <see langword="null"/> when what is in the address can't be one.</param>
public sealed partial record FailureNotice(string Sentence, string? Code)
{
    /// <summary>The notice for <c>?error=</c>, which anybody can write anything into.</summary>
    public static FailureNotice? For(string? code) => code is null
        ? null
        : new FailureNotice(FailureSentences.For(code), CodeShape().IsMatch(code) ? code : null);

    [GeneratedRegex(@"^[a-z0-9_]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex CodeShape();
}
