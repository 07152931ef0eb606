namespace WorkOs.AspNetCore;

/// <summary>What a link from outside names: a challenge that carries one was begun by whoever made the link, and not by the app.</summary>
/// <param name="Selector">What the link asks for; <see langword="null"/> when it names nothing.</param>
internal sealed record SignInLink(Selector? Selector)
{
    /// <summary>The name of the challenge's parameter.</summary>
    public const string Parameter = "workos.link";
}
