using System.Net;
using LiveCheck;
using LiveCheck.Asking;
using LiveCheck.Facts;
using LiveCheck.People;

string[] flags = ["--alone", "--list", "--portal", "--sandbox"];
if (args.FirstOrDefault(argument => !flags.Contains(argument, StringComparer.Ordinal)) is not null)
{
    await Console.Error.WriteLineAsync($"Known are {string.Join(", ", flags)}; docs/live-check.md says what they do.");
    return 2;
}

if (args.Contains("--list", StringComparer.Ordinal))
{
    Console.Write(Report.Of(AllChecks.InOrder));
    return 0;
}

using var handler = AllChecks.NewHandler();
using var client = AllChecks.NewClient(handler);
if (args.Contains("--sandbox", StringComparer.Ordinal))
{
    await using var sandbox = await Sandbox.StartAsync();
    return await RunAsync("The sandbox", Sandbox.ValuesOf(sandbox), Sandbox.PersonAt(sandbox), isSandbox: true);
}

if (Settings.Refusal(Environment.GetEnvironmentVariable) is { } refusal)
{
    await Console.Error.WriteLineAsync(refusal);
    return 2;
}

var values = Settings.Read(Environment.GetEnvironmentVariable);
if (args.Contains("--portal", StringComparer.Ordinal))
{
    values["portal_organization"] = values["organization"];
}

if (args.Contains("--alone", StringComparer.Ordinal))
{
    return await RunAsync("WorkOS", values, person: null, isSandbox: false);
}

try
{
    using var person = new BrowserPerson(new(Settings.RedirectUri), Console.Error);
    return await RunAsync("WorkOS", values, person, isSandbox: false);
}
catch (HttpListenerException)
{
    await Console.Error.WriteLineAsync($"The port of {Settings.RedirectUri} is in use.");
    return 2;
}

async Task<int> RunAsync(string title, Values known, IPerson? person, bool isSandbox)
{
    var findings = await new Run(new(client, known, person), known, isSandbox).AllAsync(AllChecks.InOrder, CancellationToken.None);
    Console.Write(Report.Of(title, findings, known));
    return findings.Any(finding => finding.Differences.Count > 0) ? 1 : 0;
}
