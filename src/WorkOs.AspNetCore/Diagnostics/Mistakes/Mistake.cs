namespace WorkOs.AspNetCore;

/// <summary>A mistake in the set-up of an app that can only be reported as a warning.</summary>
/// <param name="Kind">A stable name, listed in docs/troubleshooting.md.</param>
/// <param name="Text">The cause and the fix, as one sentence without the period.</param>
internal sealed record Mistake(string Kind, string Text);
