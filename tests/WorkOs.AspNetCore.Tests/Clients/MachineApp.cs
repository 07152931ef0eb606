using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>A program without a web server, which calls a service with tokens of its own.</summary>
internal sealed class MachineApp : IAsyncDisposable
{
    public const string Secret = "secret-Zm9vYmFy-of-the-machine";
    public const string Name = "reports";
    public static readonly Uri Address = new("https://reports.example.com/v1/");

    private readonly ServiceProvider _services;

    public MachineApp(Action<WorkOsMachineTokenOptions>? configure = null, Action<IServiceCollection, MachineApp>? more = null, Action<IHttpClientBuilder>? client = null)
    {
        WorkOs = new TokenServer(Clock);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<TimeProvider>(Clock);
        var builder = services.AddHttpClient(Name, http => http.BaseAddress = Address)
            .ConfigurePrimaryHttpMessageHandler(() => Service)
            .AddWorkOsMachineToken(options =>
            {
                Set(options);
                configure?.Invoke(options);
            });
        client?.Invoke(builder);
        more?.Invoke(services, this);
        _services = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public TokenServer WorkOs { get; }

    public Service Service { get; } = new();

    public LogCollector Logs { get; } = new();

    /// <summary>The settings that every client of these tests has.</summary>
    public void Set(WorkOsMachineTokenOptions options)
    {
        options.AuthKitDomain = new Uri(TokenServer.Domain);
        options.ClientId = "client_01MACHINE";
        options.ClientSecret = Secret;
        options.BackchannelHttpHandler = WorkOs;
    }

    public HttpClient NewClient(string name = Name) => _services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    /// <summary>Calls the service, and returns the number of the token that it saw.</summary>
    public async Task<int> CallAsync(string path = "all", string client = Name) =>
        TokenServer.NumberOf(await NewClient(client).GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>Validates the options, as the start of a host does.</summary>
    public void Start() => _services.GetRequiredService<IStartupValidator>().Validate();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        WorkOs.Dispose();
        Service.Dispose();
    }
}
