using System.Text.RegularExpressions;

namespace SampleSite.SignIn;

/// <summary>The message about a failed sign-in on the sign-in page.</summary>
/// <param name="Sentence">The message.</param>
/// <param name="Code">The failure code, for support; <see langword="null"/> if the query parameter has another format.</param>
public sealed partial record FailureNotice(string Sentence, string? Code)
{
    /// <summary>Creates the notice for <c>?error=</c>, which can have any value, because it comes from the URL.</summary>
    public static FailureNotice? For(string? code) => code is null
        ? null
        : new FailureNotice(FailureSentences.For(code), CodeShape().IsMatch(code) ? code : null);

    [GeneratedRegex(@"^[a-z0-9_]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex CodeShape();
}
