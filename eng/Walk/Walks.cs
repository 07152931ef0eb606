using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore;

namespace Walk;

/// <summary>The two walks and the methods that they enter.</summary>
internal static class Walks
{
    private static readonly ConcurrentQueue<Stop> Visited = new();

    public static async Task<IReadOnlyList<Stop>> SignInAsync()
    {
        await using var app = await StartAsync((services, clock) => services.AddWorkOs(options =>
        {
            options.ClientId = "client_walk";
            options.ApiKey = "sk_walk";
            options.BackchannelHttpHandler = new FakeWorkOs(clock);
        }), new MovableClock());
        app.MapGet("/start", (HttpContext context) =>
        {
            var challenge = WorkOsChallengeProperties.ForEmail("ada@acme.com");
            challenge.RedirectUri = "/welcome";
            return context.ChallengeAsync(WorkOsDefaults.AuthenticationScheme, challenge);
        });
        await app.StartAsync();
        var browser = new Visitor(app.GetTestServer());

        // The second sign-in is recorded, because the first one also creates the options and keys of the app.
        await SignInAsync(browser, "/start", WorkOsDefaults.CallbackPath);
        var other = new Visitor(app.GetTestServer());
        Begin();
        await SignInAsync(other, "/start", WorkOsDefaults.CallbackPath);
        return End();
    }

    public static async Task<IReadOnlyList<Stop>> RefreshAsync()
    {
        var clock = new MovableClock();
        await using var app = await StartAsync((services, _) => services.AddWorkOsAuthKit(options =>
        {
            options.ClientId = "client_walk";
            options.ApiKey = "sk_walk";
            options.BackchannelHttpHandler = new FakeWorkOs(clock);
        }).AddWorkOsDistributedSessions(), clock);
        app.MapGet("/secret", () => "ok").RequireAuthorization();
        await app.StartAsync();
        var browser = new Visitor(app.GetTestServer());
        await SignInAsync(browser, "/secret", WorkOsAuthKitDefaults.CallbackPath);
        clock.Advance(TimeSpan.FromSeconds(280));
        await ExpectAsync(browser, "/secret", HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(280));
        Begin();
        await ExpectAsync(browser, "/secret", HttpStatusCode.OK);
        return End();
    }

    /// <summary>Prints the walk. A stop is the first call of a method; further calls of the method are not counted.</summary>
    /// <returns>Whether the numbers of stops and of folder changes are within the limits.</returns>
    public static bool Print(string title, IReadOnlyList<Stop> calls, int maxStops, int maxChanges, bool list)
    {
        var stops = calls.Distinct().ToList();
        var changes = stops.Zip(stops.Skip(1)).Count(pair => pair.First.Folder != pair.Second.Folder);
        var files = stops.DistinctBy(stop => stop.File).Count();
        Console.WriteLine($"{title}: {stops.Count} stops in {files} files, {changes} changes of folder ({calls.Count} calls)");
        if (list)
        {
            foreach (var stop in stops)
            {
                Console.WriteLine($"  {stop.File} {stop.Member}");
            }
        }

        if (stops.Count > maxStops || changes > maxChanges)
        {
            Console.Error.WriteLine($"It may have {maxStops} stops and {maxChanges} changes of folder: --list shows what came in between.");
            return false;
        }

        return true;
    }

    private static async Task<WebApplication> StartAsync(Action<IServiceCollection, MovableClock> addSchemes, MovableClock clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock).AddRouting().AddAuthorization();
        addSchemes(builder.Services, clock);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        await Task.CompletedTask;
        return app;
    }

    private static async Task SignInAsync(Visitor browser, string page, string callbackPath)
    {
        var authorize = await ExpectAsync(browser, page, HttpStatusCode.Found);
        var state = QueryHelpers.ParseQuery(authorize.Query)["state"].ToString();
        await ExpectAsync(browser, QueryHelpers.AddQueryString(callbackPath, new Dictionary<string, string?> { ["code"] = $"code{Guid.CreateVersion7():n}", ["state"] = state }), HttpStatusCode.Found);
    }

    private static async Task<Uri> ExpectAsync(Visitor browser, string url, HttpStatusCode status)
    {
        using var answer = await browser.GetAsync(url);
        return answer.StatusCode == status
            ? answer.Headers.Location is { } location ? location.IsAbsoluteUri ? location : new Uri(new Uri("https://app.example.com"), location) : new Uri("https://app.example.com")
            : throw new InvalidOperationException($"{url} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static void Begin()
    {
        Visited.Clear();
#if INSTRUMENTED
        WalkTrace.Entered = (file, member) => Visited.Enqueue(new Stop(file, member));
#endif
    }

    private static IReadOnlyList<Stop> End()
    {
#if INSTRUMENTED
        WalkTrace.Entered = null;
#endif
        return [.. Visited];
    }
}
