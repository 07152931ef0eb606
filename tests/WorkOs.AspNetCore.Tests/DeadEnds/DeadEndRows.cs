using WorkOs.AspNetCore.Tests.Infrastructure;
using static WorkOs.AspNetCore.Tests.Infrastructure.SignInSteps;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>Every row of the table, by name.</summary>
internal static class DeadEndRows
{
    public static readonly IReadOnlyDictionary<string, DeadEnd> ByName =
        CallbackRows.All.Concat(WorkOsErrorRows.All).Concat(BackchannelRows.All).Concat(EndpointRows.All)
            .ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static DeadEnd Get(string name, string url, Ending ending, params (string Name, string Value)[] headers) =>
        new(name, (_, browser) => browser.GetAsync(url, headers), ending);

    public static DeadEnd Send(string name, HttpMethod method, string url, Ending ending) =>
        new(name, (_, browser) => browser.SendAsync(method, url), ending);

    /// <summary>A request to the callback of a sign-in that this browser has under way.</summary>
    public static DeadEnd Callback(string name, Func<BrowserAnswer, string> url, Ending ending, params (string Name, string Value)[] headers) =>
        new(name, async (_, browser) => await browser.GetAsync(url(await browser.StartAsync()), headers), ending);

    public static string StateOf(BrowserAnswer authorize) => Uri.EscapeDataString(authorize.Query("state")!);

    public static string WithState(BrowserAnswer authorize, string query) => $"{CallbackPath}?state={StateOf(authorize)}&{query}";
}
