using System.Text.RegularExpressions;

namespace SampleSite.SignIn;

/// <summary>Validates the e-mail address that a user typed, with messages for the user.</summary>
public static partial class EmailProblem
{
    /// <summary>The length of the longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, without the angle brackets).</summary>
    public const int MaxLength = 254;

    /// <summary>The problem, or <see langword="null"/> if the address can be used for a sign-in.</summary>
    public static string? Find(string? email) => email?.Trim() switch
    {
        null or "" => "Enter your work e-mail address.",
        { Length: > MaxLength } => $"Enter an e-mail address of at most {MaxLength} characters.",
        var text when !Address().IsMatch(text) => "Enter an e-mail address in the form name@company.com.",
        _ => null,
    };

    [GeneratedRegex(@"^[^@\s\p{C}]+@[^@\s\p{C}.]+(\.[^@\s\p{C}.]+)+\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
