using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// A WireMock of its own process on a loopback port that the system chose, with the mapping files of this project.
/// It starts with the first test of a run and ends with the last, whatever became of them.
/// </summary>
public sealed class WireMockServer : IAsyncLifetime
{
    private const string PortLabel = "port:";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly Guid HealedId = new("5eed0000-0000-4000-8000-000000000001");
    private static readonly Guid MetadataId = new("5eed0000-0000-4000-8000-000000000002");
    private static readonly object AnyRequest = new { method = "ANY", urlPattern = ".*" };

    // WireMock closes a connection that was idle for half a minute, which a slow answer takes, too.
    private readonly HttpClient _admin = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Guid> _added = [];
    private Process? _process;
    private bool _isHealed;

    /// <summary>Where the recorded answers are.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>A base address below which every endpoint answers with the fault of that name in <c>mappings/faults</c>.</summary>
    public Uri Fault(string name) => new(Address, $"/faults/{name}");

    /// <summary>A base address below which every endpoint answers as slowly as the file in <c>mappings/slow</c> says.</summary>
    public Uri Slow(string name) => new(Address, $"/slow/{name}");

    /// <summary>Every request since <see cref="StartOverAsync"/>, answered or not.</summary>
    public async Task<IReadOnlyList<RecordedRequest>> GetRequestsAsync()
    {
        using var response = await _admin.PostAsJsonAsync("__admin/requests/find", AnyRequest);
        using var found = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        return [.. found.RootElement.GetProperty("requests").EnumerateArray().Select(RecordedRequest.Read)];
    }

    /// <summary>Returns once a request has arrived, which may still be waiting for its answer.</summary>
    public async Task WaitForRequestAsync(string path)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!(await GetRequestsAsync()).Any(request => request.Url.Contains(path, StringComparison.Ordinal)))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Begins a new journal, and forgets what became of scenarios and faults.</summary>
    public async Task StartOverAsync()
    {
        await BreakAsync();
        using var metadata = await _admin.DeleteAsync(new Uri($"__admin/mappings/{MetadataId}", UriKind.Relative));
        foreach (var id in _added)
        {
            using var removed = await _admin.DeleteAsync(new Uri($"__admin/mappings/{id}", UriKind.Relative));
        }

        _added.Clear();
        using var scenarios = await _admin.PostAsync(new Uri("__admin/scenarios/reset", UriKind.Relative), content: null);
        scenarios.EnsureSuccessStatusCode();
        using var requests = await _admin.DeleteAsync(new Uri("__admin/requests", UriKind.Relative));
        requests.EnsureSuccessStatusCode();
    }

    /// <summary>Answers a GET of the path until the next test, in place of what it answered before.</summary>
    public async Task AnswerAsync(string path, object response)
    {
        await _admin.DeleteAsync(new Uri($"__admin/mappings/{MetadataId}", UriKind.Relative));
        using var added = await _admin.PostAsJsonAsync("__admin/mappings", new { id = MetadataId, priority = 1, request = new { method = "GET", urlPath = path }, response });
        added.EnsureSuccessStatusCode();
    }

    /// <summary>Answers further requests with JSON until the next test, beside what <see cref="AnswerAsync"/> answers.</summary>
    public async Task AddAnswerAsync(string method, string path, object jsonBody)
    {
        var id = Guid.NewGuid();
        _added.Add(id);
        using var added = await _admin.PostAsJsonAsync("__admin/mappings", new { id, priority = 1, request = new { method, urlPath = path }, response = new { status = 200, jsonBody } });
        added.EnsureSuccessStatusCode();
    }

    /// <summary>WorkOS recovers: what was at fault or slow answers as <c>faults/none</c>, until <see cref="BreakAsync"/>.</summary>
    public async Task HealAsync()
    {
        using var response = await _admin.PostAsJsonAsync("__admin/mappings", new
        {
            id = HealedId,
            priority = 2,
            request = new { method = "ANY", urlPathPattern = "/(faults|slow)/.+" },
            response = TestFolder.ReadMapping("faults", "none").GetProperty("response"),
        });
        response.EnsureSuccessStatusCode();
        _isHealed = true;
    }

    /// <summary>Faults are faults again.</summary>
    public async Task BreakAsync()
    {
        if (_isHealed)
        {
            using var response = await _admin.DeleteAsync(new Uri($"__admin/mappings/{HealedId}", UriKind.Relative));
            response.EnsureSuccessStatusCode();
            _isHealed = false;
        }
    }

    /// <summary>The metadata of the AuthKit domain name this token endpoint, until <see cref="StartOverAsync"/>.</summary>
    public async Task PublishTokenEndpointAsync(Uri tokenEndpoint)
    {
        var domain = Address.GetLeftPart(UriPartial.Authority);
        using var response = await _admin.PostAsJsonAsync("__admin/mappings", new
        {
            id = MetadataId,
            priority = 1,
            request = new { method = "GET", urlPath = "/.well-known/openid-configuration" },
            response = new
            {
                status = 200,
                jsonBody = new Dictionary<string, string>
                {
                    ["issuer"] = domain,
                    ["authorization_endpoint"] = domain + "/oauth2/authorize",
                    ["token_endpoint"] = tokenEndpoint.AbsoluteUri,
                    ["jwks_uri"] = domain + "/oauth2/jwks",
                },
            },
        });
        response.EnsureSuccessStatusCode();
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (Prerequisites.WireMock.SkipReason is not null)
        {
            return;
        }

        if (Prerequisites.WireMock.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        _process = Start(TestFolder.WireMockJar!);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Address = new Uri($"http://127.0.0.1:{await _port.Task.WaitAsync(StartLimit)}");
        _admin.BaseAddress = Address;
        await WaitUntilHealthyAsync();
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Stop();
        _admin.Dispose();
        return Task.CompletedTask;
    }

    private Process Start(string jar)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("java")
            {
                ArgumentList =
                {
                    "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar,
                    "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", TestFolder.Root, "--disable-banner",

                    // A slow answer holds its thread long after the app has stopped waiting for it.
                    "--container-threads", "64",

                    // The journal is for requests; some of the answers are large.
                    "--logged-response-body-size-limit", "1024",
                },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => _port.TrySetException(
            new InvalidOperationException("WireMock ended before it was ready:\n" + string.Join('\n', _output)));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith(PortLabel, StringComparison.Ordinal))
        {
            _port.TrySetResult(int.Parse(line.AsSpan(PortLabel.Length).Trim(), CultureInfo.InvariantCulture));
        }
    }

    // The first answers of a Java server are slow, which would be mistaken for a fault where a test has little patience.
    private async Task WaitUntilHealthyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            try
            {
                using var health = await _admin.GetAsync(new Uri("__admin/health", UriKind.Relative), limit.Token);
                using var answer = await _admin.PostAsJsonAsync(Fault("none") + "/sso/token", new { code = "code_everything" }, limit.Token);
                if (health.IsSuccessStatusCode && answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!limit.IsCancellationRequested)
            {
            }
        }
    }

    private void OnExit(object? sender, EventArgs arguments) => Stop();

    private void Stop()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }
}
