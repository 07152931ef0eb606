namespace WorkOs.AspNetCore;

/// <summary>The response to a script that has signed the user out.</summary>
/// <param name="RedirectUrl">
/// Where the script must redirect the browser: to WorkOS if a session has to end there, otherwise to the return URL.
/// </param>
internal sealed record SignOutAnswer(string RedirectUrl)
{
    public override string ToString() => nameof(SignOutAnswer);
}
