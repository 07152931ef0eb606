namespace WorkOs.AspNetCore;

/// <summary>
/// A sign-in that a request from outside asks for, and that waits for the answer of the user who is signed in already.
/// Bound to the scheme, to the cookie of the browser that was asked, and to the user who was signed in then; ten minutes
/// after it was asked it only asks again. It holds what the request named, so that the answer can name nothing else.
/// </summary>
/// <param name="Scheme">The scheme that was asked for the sign-in.</param>
/// <param name="Selector">What the request named, as <see cref="AspNetCore.Selector.ToString"/> writes it.</param>
/// <param name="LoginHint">The user name to fill in at the identity provider.</param>
/// <param name="ReturnUrl">Where to go afterwards, and where a user goes who stays; checked.</param>
/// <param name="AnswerPath">Where the answer is posted to: the callback path of the scheme, with the path base.</param>
/// <param name="Browser">The value of the browser's cookie.</param>
/// <param name="Person">A hash that stands for the user.</param>
/// <param name="Asked">When it was asked, in seconds of Unix time.</param>
internal sealed record AccountSwitch(
    string Scheme, string Selector, string? LoginHint, string ReturnUrl, string AnswerPath, string Browser, string Person, long Asked)
{
    /// <summary>The field of the form, and the parameter of the app's own page, that carry the protected text.</summary>
    public const string FieldName = "account_switch";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Whether the question is too old for its answer; one from the future is, too.</summary>
    public bool IsExpired(DateTimeOffset now) => now.ToUnixTimeSeconds() - Asked is var age && (age < 0 || age > Lifetime.TotalSeconds);
}
