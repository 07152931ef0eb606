namespace WorkOs.AspNetCore;

/// <summary>Something in the set-up of an app that works against it, and that can only be warned of.</summary>
/// <param name="Kind">A stable name, listed in docs/troubleshooting.md.</param>
/// <param name="Text">The cause and the fix, as one sentence without its end.</param>
internal sealed record Mistake(string Kind, string Text);
