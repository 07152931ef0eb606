namespace WorkOs.AspNetCore;

/// <summary>
/// The question whether to sign in with another account, for a request from outside that arrives while a user is signed in. It is bound to the
/// scheme, to the cookie of the browser, and to the user who is signed in. After ten minutes, an answer only repeats the question. The question
/// contains the values of the request, so that an answer cannot change them.
/// </summary>
/// <param name="Scheme">The scheme of the sign-in.</param>
/// <param name="Selector">The selector of the request, in the format of <see cref="AspNetCore.Selector.ToString"/>.</param>
/// <param name="LoginHint">The user name to fill in at the identity provider.</param>
/// <param name="ReturnUrl">Where to redirect the browser after the sign-in, and if the user stays signed in; already checked.</param>
/// <param name="AnswerPath">The URL that the form posts to: the callback path of the scheme, with the path base.</param>
/// <param name="Browser">The value of the browser's cookie.</param>
/// <param name="Person">A hash that identifies the user.</param>
/// <param name="Asked">When the question was asked, in seconds of Unix time.</param>
internal sealed record AccountSwitch(
    string Scheme, string Selector, string? LoginHint, string ReturnUrl, string AnswerPath, string Browser, string Person, long Asked)
{
    /// <summary>The field of the form, and the parameter of the app's own page, that carry the protected text.</summary>
    public const string FieldName = "account_switch";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Whether the question is too old to be answered, or has a time in the future.</summary>
    public bool IsExpired(DateTimeOffset now) => now.ToUnixTimeSeconds() - Asked is var age && (age < 0 || age > Lifetime.TotalSeconds);
}
