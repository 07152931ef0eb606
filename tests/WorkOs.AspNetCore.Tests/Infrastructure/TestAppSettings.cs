using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>What a test may change about a <see cref="TestApp"/>.</summary>
public sealed class TestAppSettings
{
    public StubWorkOs WorkOs { get; set; } = new();

    public FakeClock Clock { get; set; } = new();

    public LogCollector Logs { get; set; } = new();

    public IDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs after the defaults of the test app.</summary>
    public Action<WorkOsOptions>? Options { get; set; }

    /// <summary>Registers authentication; by default <c>AddWorkOs</c> with the options of the test.</summary>
    public Action<IServiceCollection, Action<WorkOsOptions>> Services { get; set; } = static (services, options) => services.AddWorkOs(options);

    /// <summary>Middleware of the test, before the endpoints.</summary>
    public Action<WebApplication>? Pipeline { get; set; }
}
