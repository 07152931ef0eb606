using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>A sandbox signs in any user without a password, so a production app does not start one by mistake, and tests start theirs without a setting.</summary>
public sealed class OutsideDevelopmentTests
{
    private static readonly string[] Libraries = ["System.Private.CoreLib", "Microsoft.AspNetCore", "Microsoft.AspNetCore.TestHost", "MyApp"];

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Development2")]
    public async Task An_app_that_is_not_in_Development_gets_no_sandbox_even_in_a_test_run(string environment)
    {
        var app = EnvironmentOf(environment);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkOsSandbox.StartAsync(app));
        await Assert.ThrowsAsync<InvalidOperationException>(() => WorkOsSandbox.StartAsync(app, sandbox => sandbox.AddSampleData()));

        Assert.Contains($"'{environment}' (the environment of the app)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AllowOutsideDevelopment = true", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("development")]
    public async Task An_app_in_Development_gets_the_sample_people(string environment)
    {
        await using var workos = await WorkOsSandbox.StartAsync(EnvironmentOf(environment));

        Assert.NotEmpty(workos.People);
    }

    [Fact]
    public async Task A_sandbox_that_is_told_in_so_many_words_starts_anywhere()
    {
        await using var workos = await WorkOsSandbox.StartAsync(EnvironmentOf("Production"), sandbox =>
        {
            sandbox.AllowOutsideDevelopment = true;
            sandbox.AddSampleData();
        });

        Assert.NotEmpty(workos.People);
    }

    [Theory]
    [InlineData(null, null, "'Production' (the default")]
    [InlineData("", "", "'Production' (the default")]
    [InlineData("Production", null, "'Production' (ASPNETCORE_ENVIRONMENT)")]
    [InlineData(null, "Staging", "'Staging' (DOTNET_ENVIRONMENT)")]
    [InlineData("Development", "Production", "'Production' (DOTNET_ENVIRONMENT)")]
    [InlineData("Production", "Development", "'Production' (ASPNETCORE_ENVIRONMENT)")]
    public void A_process_that_is_neither_a_test_run_nor_in_Development_gets_none(string? aspNetCore, string? dotNet, string reason)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => PlaceOf(aspNetCore, dotNet, Libraries).Check());

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", null)]
    [InlineData(null, "Development")]
    [InlineData("DEVELOPMENT", "Development")]
    public void A_process_in_Development_gets_one(string? aspNetCore, string? dotNet) =>
        PlaceOf(aspNetCore, dotNet, Libraries).Check();

    [Theory]
    [InlineData("testhost")]
    [InlineData("Microsoft.TestPlatform.CoreUtilities")]
    [InlineData("Microsoft.VisualStudio.TestPlatform.ObjectModel")]
    [InlineData("Microsoft.Testing.Platform")]
    [InlineData("xunit.core")]
    [InlineData("xunit.v3.core")]
    [InlineData("nunit.framework")]
    [InlineData("TUnit.Core")]
    public void A_test_run_gets_one_whatever_the_machine_has_set(string runner)
    {
        PlaceOf(aspNetCore: null, dotNet: null, [.. Libraries, null, runner]).Check();
        PlaceOf("Production", "Staging", [.. Libraries, null, runner]).Check();
    }

    private static SandboxPlace PlaceOf(string? aspNetCore, string? dotNet, string?[] assemblies) => new(
        environment: null,
        name => name switch { "ASPNETCORE_ENVIRONMENT" => aspNetCore, "DOTNET_ENVIRONMENT" => dotNet, _ => throw new InvalidOperationException(name) },
        assemblies);

    private static IHostEnvironment EnvironmentOf(string name) =>
        WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = name }).Environment;
}
