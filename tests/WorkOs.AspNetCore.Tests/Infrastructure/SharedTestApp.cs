namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>
/// One app for all rows of a table. It suits rows that cannot influence each other: each has a browser of its own, and what the app
/// remembers of the row before is too old to matter.
/// </summary>
public abstract class SharedTestApp(Action<WorkOsOptions>? options = null) : IAsyncLifetime
{
    private TestApp _app = null!;

    /// <summary>The app for the next row: later than for the one before, with no log lines, no requests at WorkOS, and WorkOS's own answers.</summary>
    public TestApp ForNextRow() => _app.StartOver();

    public async Task InitializeAsync() => _app = await TestApp.StartAsync(options);

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
