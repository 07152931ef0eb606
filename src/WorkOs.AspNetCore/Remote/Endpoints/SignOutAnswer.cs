namespace WorkOs.AspNetCore;

/// <summary>What a script gets that has signed the user out.</summary>
/// <param name="RedirectUrl">Where the script must send the browser now: to WorkOS where a session is to end there, else to the return URL.</param>
internal sealed record SignOutAnswer(string RedirectUrl)
{
    public override string ToString() => nameof(SignOutAnswer);
}
