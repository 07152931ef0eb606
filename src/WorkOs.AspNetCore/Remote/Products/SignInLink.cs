namespace WorkOs.AspNetCore;

/// <summary>The selector of a link from outside. A challenge with this parameter was started by a link, and not by the app.</summary>
/// <param name="Selector">The selector of the link; <see langword="null"/> if it names none.</param>
internal sealed record SignInLink(Selector? Selector)
{
    /// <summary>The name of the challenge's parameter.</summary>
    public const string Parameter = "workos.link";
}
