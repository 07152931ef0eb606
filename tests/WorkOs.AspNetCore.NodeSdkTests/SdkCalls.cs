using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.NodeSdkTests;

/// <summary>One run of <c>calls.mjs</c>, WorkOS's own SDK in a process of its own, against a sandbox on a loopback port.</summary>
public sealed partial class SdkCalls : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, SdkCall> _calls = new(StringComparer.Ordinal);
    private string _errors = "";

    /// <summary>The names of the calls, in the order in which they are made.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. CallName().Matches(File.ReadAllText(Path.Combine(Prerequisites.Folder, "calls.mjs"))).Select(match => match.Groups["name"].Value)];

    /// <summary>How the call went; a failure with what the process wrote where it was not made.</summary>
    public SdkCall this[string name] => _calls.GetValueOrDefault(name) ?? new(name, Ok: false, $"It was not made. {_errors}");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (Prerequisites.Sdk.SkipReason is not null)
        {
            return;
        }

        if (Prerequisites.Sdk.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        await using var workos = await WorkOsSandbox.StartAsync();
        using var limit = new CancellationTokenSource(Limit);
        using var node = Process.Start(new ProcessStartInfo("node", ["calls.mjs", workos.BaseAddress.AbsoluteUri, workos.ClientId, workos.ApiKey])
        {
            WorkingDirectory = Prerequisites.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            while (await node.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                var call = JsonSerializer.Deserialize<SdkCall>(line, JsonSerializerOptions.Web)!;
                _calls[call.Name] = call;
            }

            _errors = await errors;
            await node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill();
            _errors = $"The calls took longer than {Limit}.";
        }
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    [GeneratedRegex("^await call\\('(?<name>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CallName();
}
