using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

/// <summary>The scheme's own HTTP client, against a server on a loopback port.</summary>
[Trait("Room", "Bearer")]
public class BearerSocketTests
{
    [Fact]
    public async Task Keys_are_fetched_over_a_real_connection()
    {
        await using var workOs = await ServeAsync(context => context.Response.WriteAsync(TokenForge.KeySet));
        await using var api = await StartAsync(workOs);

        Assert.Equal(200, (await api.SendTokenAsync(Token(workOs))).Status);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_to_someone_elses_keys()
    {
        await using var stranger = await ServeAsync(context => context.Response.WriteAsync(TokenForge.KeySet));
        await using var workOs = await ServeAsync(context =>
        {
            context.Response.Redirect(stranger.Urls.Single());
            return Task.CompletedTask;
        });
        await using var api = await StartAsync(workOs);

        Assert.Equal(503, (await api.SendTokenAsync(Token(workOs))).Status);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_an_outage()
    {
        await using var workOs = await ServeAsync(async context =>
        {
            context.Response.ContentLength = TokenForge.KeySet.Length;
            await context.Response.WriteAsync(TokenForge.KeySet[..50]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var api = await StartAsync(workOs);

        Assert.Equal(503, (await api.SendTokenAsync(Token(workOs))).Status);
        Assert.Single(api.Logs.Entries, line => line.Level >= LogLevel.Error);
    }

    private static Task<BearerApi> StartAsync(WebApplication workOs) => BearerApi.StartAsync(options =>
    {
        options.BackchannelHttpHandler = null;
        options.BaseAddress = new Uri(workOs.Urls.Single());
    });

    private static string Token(WebApplication workOs) =>
        TokenForge.Sign(TokenForge.Header, $$"""{"iss":"{{workOs.Urls.Single()}}","sub":"user_01","sid":"session_01","exp":{{TokenForge.Now + 300}}}""");

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
