using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Mistakes;

/// <summary>An app with one mistake in it, and what its developer must be told: what is wrong, and what to do.</summary>
/// <param name="Says">Parts of the message: the cause, and the fix.</param>
public sealed record MistakeCase(params IReadOnlyList<string> Says)
{
    /// <summary>The name in the log and in docs/troubleshooting.md, where the app starts all the same.</summary>
    public string? Kind { get; init; }

    /// <summary>What is different about the options of single sign-on.</summary>
    public Action<WorkOsOptions>? Options { get; init; }

    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the app adds authentication.</summary>
    public Action<IServiceCollection, Action<WorkOsOptions>> Services { get; init; } = static (services, options) => services.AddWorkOs(options);

    /// <summary>What the app maps.</summary>
    public Action<WebApplication> Pipeline { get; init; } = static app => app.MapWorkOs();

    /// <summary>What somebody does who meets the mistake.</summary>
    public Func<Browser, Task> Use { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Where the browser believes the app to be.</summary>
    public Uri Origin { get; init; } = TestApp.Origin;
}
