using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A program with <c>AddWorkOsMachineToken</c>, which calls a service that answers with the token that it saw.</summary>
internal sealed class MachineProgram : IAsyncDisposable
{
    public const string Secret = "recorded_client_secret";

    private readonly ServiceProvider _services;

    private MachineProgram(ServiceProvider services, FakeClock clock, CapturedLogs logs) => (_services, Clock, Logs) = (services, clock, logs);

    public FakeClock Clock { get; }

    public CapturedLogs Logs { get; }

    /// <summary>Starts a program whose AuthKit domain has its token endpoint below this address, and lets WireMock start over.</summary>
    public static async Task<MachineProgram> StartAsync(
        WireMockServer workOs, Uri tokens, string clientId = "client_token", Action<WorkOsMachineTokenOptions>? configure = null)
    {
        await workOs.StartOverAsync();
        await workOs.PublishTokenEndpointAsync(new Uri(tokens.AbsoluteUri.TrimEnd('/') + "/oauth2/token"));
        var clock = RecordedTime.NewClock();
        var logs = new CapturedLogs();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddSingleton<TimeProvider>(clock);
        services.AddHttpClient("service", client => client.BaseAddress = new Uri("https://service.example.com"))
            .ConfigurePrimaryHttpMessageHandler(static () => new Echo())
            .AddWorkOsMachineToken(options =>
            {
                options.AuthKitDomain = new Uri(workOs.Address.GetLeftPart(UriPartial.Authority));
                options.ClientId = clientId;
                options.ClientSecret = Secret;
                options.BackchannelTimeout = Site.Patience;
                configure?.Invoke(options);
            });
        return new MachineProgram(services.BuildServiceProvider(), clock, logs);
    }

    /// <summary>Calls the service, and returns the token that it saw.</summary>
    public Task<string> CallAsync() =>
        _services.GetRequiredService<IHttpClientFactory>().CreateClient("service").GetStringAsync(new Uri("/", UriKind.Relative));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Echo : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(request.Headers.Authorization?.Parameter ?? "none") });
    }
}
