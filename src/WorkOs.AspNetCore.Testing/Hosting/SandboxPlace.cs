using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Checks where a sandbox starts. A sandbox lets anybody sign in as any person, so it is for tests and Development only. An app that starts one in
/// production by mistake fails at its start.
/// </summary>
internal sealed class SandboxPlace(IHostEnvironment? environment, Func<string, string?> variable, IEnumerable<string?> loadedAssemblies)
{
    private static readonly string[] Variables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    // The assemblies of test runners, and of test frameworks that only a test runner loads.
    private static readonly string[] TestAssemblies =
        ["testhost", "Microsoft.TestPlatform.", "Microsoft.VisualStudio.TestPlatform.", "Microsoft.Testing.Platform", "xunit.", "nunit.", "TUnit.", "Fixie"];

    /// <summary>The place for this process, and for the environment of the app if there is one.</summary>
    public static SandboxPlace Of(IHostEnvironment? environment) =>
        new(environment, Environment.GetEnvironmentVariable, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name));

    /// <summary>Throws if the sandbox must not start here.</summary>
    /// <exception cref="InvalidOperationException">The place is neither a test nor Development.</exception>
    public void Check()
    {
        if (environment is not null)
        {
            Check(environment.EnvironmentName, "the environment of the app");
        }
        else if (!loadedAssemblies.Any(IsOfTests))
        {
            CheckVariables();
        }
    }

    private void CheckVariables()
    {
        var set = Variables.Where(name => !string.IsNullOrEmpty(variable(name))).ToList();
        foreach (var name in set)
        {
            Check(variable(name)!, name);
        }

        if (set.Count == 0)
        {
            Check(Environments.Production, "the default where neither ASPNETCORE_ENVIRONMENT nor DOTNET_ENVIRONMENT is set");
        }
    }

    private static void Check(string name, string source)
    {
        if (!string.Equals(name, Environments.Development, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"The sandbox signs in any user without a password, and does not start in '{name}' ({source}). " +
                "Start it in tests or in Development only, with StartAsync(builder.Environment) where an app has one; " +
                "if it is to run here all the same, say so: StartAsync(sandbox => sandbox.AllowOutsideDevelopment = true).");
        }
    }

    private static bool IsOfTests(string? assembly) =>
        assembly is not null && TestAssemblies.Any(test => assembly.StartsWith(test, StringComparison.OrdinalIgnoreCase));
}
