using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>The ways in which a request that cannot succeed may end.</summary>
public abstract record Ending
{
    /// <summary>With a failure: its code, its status, and one log line of the level.</summary>
    public static Ending Warning(string code, int status) => new FailureEnding(code, status, LogLevel.Warning);

    /// <inheritdoc cref="Warning"/>
    public static Ending Error(string code, int status) => new FailureEnding(code, status, LogLevel.Error);

    /// <summary>At WorkOS, with a fresh sign-in.</summary>
    public static Ending Restart { get; } = new RestartEnding();

    /// <summary>At a page of the app.</summary>
    public static Ending GoesTo(string url) => new RedirectEnding(url);

    /// <summary>With a bare 401, because the sender is a program.</summary>
    public static Ending Unauthorized { get; } = new UnauthorizedEnding();
}
