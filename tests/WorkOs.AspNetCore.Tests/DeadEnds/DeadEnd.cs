using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>One request that could end badly, and how it must end.</summary>
/// <param name="Name">What it is, for the test's name.</param>
/// <param name="Act">Does it, and returns the answer in question.</param>
/// <param name="Ending">How it must end.</param>
public sealed record DeadEnd(string Name, Func<TestApp, Browser, Task<BrowserAnswer>> Act, Ending Ending)
{
    /// <summary>What WorkOS answers to this row.</summary>
    public Action<StubWorkOs>? WorkOs { get; init; }

    /// <summary>The options of the app. Rows with the same ones share an app.</summary>
    public Action<WorkOsOptions> Options { get; init; } = DeadEndApps.ForAcme;
}
