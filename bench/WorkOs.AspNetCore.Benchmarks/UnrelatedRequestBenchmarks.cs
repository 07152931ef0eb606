using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// The cost of a remote scheme for requests that do not use it: for each request, the authentication middleware calls every remote scheme, which
/// checks if the request is its callback. Measured without a server and routing, which would hide the cost.
/// </summary>
[MedianColumn]
[WarmupCount(20)]
[IterationCount(60)]
public class UnrelatedRequestBenchmarks
{
    private readonly List<WebApplication> _apps = [];
    private Func<Task<int>> _cookieOnly = null!;
    private Func<Task<int>> _byHand = null!;
    private Func<Task<int>> _package = null!;

    [GlobalSetup]
    public void Build()
    {
        _cookieOnly = BuildRequest(services => Schemes.AddCookieOnly(services));
        _byHand = BuildRequest(services => Schemes.AddByHand(services, backchannel: null));
        _package = BuildRequest(services => Schemes.AddPackage(services, backchannel: null));
    }

    [GlobalCleanup]
    public void Stop() => _apps.ForEach(static app => ((IDisposable)app).Dispose());

    [Benchmark(Baseline = true)]
    public Task<int> WithAddOAuth() => _byHand();

    [Benchmark]
    public Task<int> WithAddWorkOs() => _package();

    [Benchmark]
    public Task<int> WithCookieOnly() => _cookieOnly();

    private Func<Task<int>> BuildRequest(Action<IServiceCollection> addSchemes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        addSchemes(builder.Services);

        var app = builder.Build();
        _apps.Add(app);
        app.UseAuthentication();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        var pipeline = ((IApplicationBuilder)app).Build();
        return () => SendAsync(app.Services, pipeline);
    }

    private static async Task<int> SendAsync(IServiceProvider services, RequestDelegate pipeline)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/products/42";
        await pipeline(context);
        return context.Response.StatusCode == StatusCodes.Status204NoContent
            ? context.Response.StatusCode
            : throw new InvalidOperationException($"The request ended with {context.Response.StatusCode}.");
    }
}
