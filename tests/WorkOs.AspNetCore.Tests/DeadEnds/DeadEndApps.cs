using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>The apps of the table: one for all rows with the same options.</summary>
public sealed class DeadEndApps : IAsyncDisposable
{
    private readonly Dictionary<Action<WorkOsOptions>, TestApp> _apps = [];

    public static Action<WorkOsOptions> ForAcme { get; } = static options => options.Organization = Profiles.Organization;

    public static Action<WorkOsOptions> ForAnyOrganization { get; } = static options => options.Organization = null;

    public async Task<TestApp> StartAsync(DeadEnd row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!_apps.TryGetValue(row.Options, out var app))
        {
            app = _apps[row.Options] = await TestApp.StartAsync(row.Options);
        }

        app.StartOver();
        row.WorkOs?.Invoke(app.WorkOs);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await app.DisposeAsync();
        }
    }
}
