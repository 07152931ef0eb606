using System.Text.RegularExpressions;

namespace SampleSite.SignIn;

/// <summary>What is wrong with the e-mail address that a person typed, in words for that person.</summary>
public static partial class EmailProblem
{
    /// <summary>The longest address that mail can be sent to (RFC 5321, 4.5.3.1.3, less its angle brackets).</summary>
    public const int MaxLength = 254;

    /// <summary>The problem, or <see langword="null"/> when a sign-in can be tried with the address.</summary>
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
