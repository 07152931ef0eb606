using LiveCheck;
using LiveCheck.Asking;
using LiveCheck.Facts;
using LiveCheck.People;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>The whole list of the live check, against a sandbox.</summary>
internal static class LiveCheckRun
{
    public static async Task<(IReadOnlyList<Finding> Findings, Values Values)> AgainstAsync(
        WorkOsSandbox sandbox, bool hasPerson = true, Action<Values>? change = null, HttpMessageHandler? through = null)
    {
        using var handler = AllChecks.NewHandler();
        using var client = AllChecks.NewClient(through ?? handler);
        var values = Sandbox.ValuesOf(sandbox);
        change?.Invoke(values);
        var person = hasPerson ? Sandbox.PersonAt(sandbox) : null;
        var run = new Run(new(client, values, person), values, isSandbox: true);
        return (await run.AllAsync(AllChecks.InOrder, CancellationToken.None), values);
    }
}
