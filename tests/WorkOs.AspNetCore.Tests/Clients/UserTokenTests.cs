using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Clients;

/// <summary>Calls to APIs with the token of the user who is signed in.</summary>
[Trait("Room", "Clients")]
public sealed class UserTokenTests : AuthKitTestBase
{
    private const string Api = "https://api.example.com";

    private readonly Service _service = new();
    private Func<HttpContext, Task<string>> _work = _ => Task.FromResult("");
    private TaskCompletionSource<Task<string>> _started = new();

    public static TheoryData<bool> Stores => [true, false];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_request_carries_the_token_of_the_session(bool useStore)
    {
        var app = await StartAsync(useStore: useStore);
        var browser = await app.SignInAsync("ada@acme.com");

        var called = await browser.GetAsync("/call");

        Assert.Equal("200", called.Body);
        Assert.Equal($"Bearer {(await browser.GetAsync("/token")).Body}", Assert.Single(_service.Requests).Authorization);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_token_that_is_due_is_refreshed_before_it_is_sent(bool useStore)
    {
        var app = await StartAsync(useStore: useStore);
        var browser = await app.SignInAsync("ada@acme.com");
        await browser.GetAsync("/call");

        Clock.Advance(UntilExpired);
        await browser.GetAsync("/call");

        Assert.Equal(2, _service.Requests.Select(request => request.Authorization).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("user", SubjectOf(_service.Requests[1]).Split('_')[0]);
    }

    [Fact]
    public async Task Two_calls_of_one_request_at_a_time_share_one_refresh()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var before = Refreshes;
        Clock.Advance(UntilDue);

        Assert.Equal("200,200,200,200", (await browser.GetAsync("/calls")).Body);

        Assert.Equal(before + 1, Refreshes);
        Assert.Single(_service.Requests.Select(request => request.Authorization).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(WorkOsAccessTokenFailure.NoSession), false)]
    [InlineData(nameof(WorkOsAccessTokenFailure.NotKept), true)]
    public async Task Without_a_token_the_call_is_not_made_and_says_why(string failure, bool isSignedIn)
    {
        var app = await StartAsync(options => options.SaveTokens = false, useStore: false);
        var browser = isSignedIn ? await app.SignInAsync("ada@acme.com") : app.NewBrowser();

        Assert.Equal($"WorkOsAccessTokenException {failure}", (await browser.GetAsync("/call")).Body);

        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_token_that_cannot_be_refreshed_any_more_is_not_sent()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilExpired);
        WorkOs.FailNext(Testing.WorkOsSandboxEndpoints.AuthKitAuthenticate, 503);

        Assert.StartsWith("WorkOsAccessTokenException", (await browser.GetAsync("/call")).Body, StringComparison.Ordinal);

        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Outside_of_a_request_there_is_no_user_and_the_call_says_so()
    {
        var app = await StartAsync();
        await app.SignInAsync("ada@acme.com");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ClientOf(app.Services).GetAsync(new Uri("/posts", UriKind.Relative)));

        Assert.Contains("there is no request", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Work_that_outlives_its_request_has_no_user()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var work = new TaskCompletionSource<Task<string>>();
        var ended = new TaskCompletionSource();
        _work = async context =>
        {
            await Task.Yield();
            await ended.Task;
            return await CallAsync(context, "/posts");
        };
        _started = work;

        await browser.GetAsync("/work");
        ended.SetResult();

        Assert.StartsWith("InvalidOperationException", await await work.Task, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_request_that_has_an_authorization_already_is_the_mistake_of_the_app()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal("InvalidOperationException", (await browser.GetAsync("/call-with-authorization")).Body);

        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task No_line_of_the_log_has_the_token()
    {
        var app = await StartAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        await browser.GetAsync("/call");

        var token = _service.Requests[0].Authorization!.Split(' ')[1];
        Assert.All(app.Logs.Entries, line => Assert.DoesNotContain(token, line.Everything, StringComparison.Ordinal));
    }

    private Task<AuthKitApp> StartAsync(Action<WorkOsAuthKitOptions>? options = null, bool useStore = true) => StartAppAsync(new AuthKitAppSettings
    {
        UseStore = useStore,
        Options = options,
        Services = services => services.AddHttpClient("posts", client => client.BaseAddress = new Uri(Api))
            .ConfigurePrimaryHttpMessageHandler(() => _service)
            .AddWorkOsAccessToken(Api),
        Map = app =>
        {
            app.MapGet("/call", (IHttpContextAccessor accessor) => CallAsync(accessor.HttpContext!, "/posts"));
            app.MapGet("/calls", async (IHttpContextAccessor accessor) =>
                string.Join(',', await Task.WhenAll(Enumerable.Range(0, 4).Select(i => CallAsync(accessor.HttpContext!, $"/posts/{i}")))));
            app.MapGet("/work", (HttpContext context) => _started.SetResult(_work(context)));
            app.MapGet("/call-with-authorization", async (IServiceProvider services) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/posts", UriKind.Relative));
                request.Headers.Add("Authorization", "Basic YTpi");
                return await DescribeAsync(() => ClientOf(services).SendAsync(request));
            });
        },
    });

    private static HttpClient ClientOf(IServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient("posts");

    private static Task<string> CallAsync(HttpContext context, string path) =>
        DescribeAsync(() => ClientOf(context.RequestServices).GetAsync(new Uri(path, UriKind.Relative)));

    private static async Task<string> DescribeAsync(Func<Task<HttpResponseMessage>> call)
    {
        try
        {
            using var response = await call();
            return $"{(int)response.StatusCode}";
        }
        catch (WorkOsAccessTokenException exception)
        {
            return $"{nameof(WorkOsAccessTokenException)} {exception.Failure}";
        }
        catch (InvalidOperationException)
        {
            return nameof(InvalidOperationException);
        }
    }

    private static string SubjectOf(RecordedRequest request)
    {
        var payload = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(request.Authorization!.Split('.')[1]));
        return payload.Split("\"sub\":\"")[1].Split('"')[0];
    }
}
