using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using SampleSite.Tests.Hosting;

namespace SampleSite.Tests.Pages;

public sealed class ErrorPageTests : SiteTest
{
    public ErrorPageTests()
        : base(new SampleFactory("Production")
        {
            ConfigureServices = services => services
                .AddSingleton<IStartupFilter, BrokenCorner>()
                .AddSingleton<IDistributedCache, CacheThatIsDown>(),
            Settings = { ["WORKOS_CLIENT_ID"] = "client_1234", ["WORKOS_API_KEY"] = "sk_test_1234" },
        })
    {
    }

    [Fact]
    public async Task An_exception_ends_on_a_page_that_says_nothing_of_it()
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync("/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Something went wrong on our side", answer.Text("h1"));
        Assert.DoesNotContain(BrokenCorner.Secret, answer.Page.Source.Text, StringComparison.Ordinal);
        Assert.True(answer.Has("main a[href='/']"));
        Assert.NotEmpty(answer.Text("main code"));
    }

    [Fact]
    public async Task An_exception_while_a_form_is_posted_ends_on_the_page_too()
    {
        using var visitor = Site.Visit();

        var answer = await visitor.PostAsync("/broken", ("field", "value"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Something went wrong on our side", answer.Text("h1"));
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/profile", 503)]
    [InlineData("/no-such-page", 404)]
    [InlineData("/auth/sign-in", 503)]
    public async Task While_no_session_can_be_read_a_page_is_what_it_is_for_anybody_and_one_for_users_asks_to_wait(string path, int status)
    {
        using var visitor = Site.Visit((".AspNetCore.Cookies", new string('A', 43)));

        var answer = await visitor.GetAsync(path);

        Assert.Equal(status, (int)answer.Status);
        Assert.DoesNotContain(BrokenCorner.Secret, answer.Page.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/site.css")]
    [InlineData("/favicon.svg")]
    public async Task What_needs_no_session_is_served_without_one(string path)
    {
        using var visitor = Site.Visit((".AspNetCore.Cookies", new string('A', 43)));

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/no-such-page", 404)]
    [InlineData("/error", 404)]
    [InlineData("/status/400", 400)]
    [InlineData("/status/403", 403)]
    [InlineData("/status/429", 429)]
    [InlineData("/status/499", 499)]
    [InlineData("/status/503", 503)]
    public async Task An_empty_status_becomes_a_page_with_a_next_step(string path, int status)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.GetAsync(path);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(status.ToString(), answer.Text("main .quiet"), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Text("h1"));
        Assert.True(answer.Has("main a[href='/']"));
        Assert.True(answer.Has("main a[href='/sign-in']"));
    }

    [Theory]
    [InlineData("/profile")]
    [InlineData("/no-such-page")]
    public async Task A_post_to_where_none_is_expected_ends_on_a_page(string path)
    {
        using var visitor = Site.Visit();

        var answer = await visitor.PostAsync(path, ("field", "value"));

        Assert.True((int)answer.Status is 302 or (>= 400 and < 500), answer.Status.ToString());
        Assert.True(answer.Location is not null || answer.Has("main a[href='/']"));
    }

    private sealed class BrokenCorner : IStartupFilter
    {
        public const string Secret = "a detail for the log";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map("/broken", broken => broken.Run(_ => throw new InvalidOperationException(Secret)));
            app.Map("/status", status => status.Run(context =>
            {
                context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..]);
                return Task.CompletedTask;
            }));
        };
    }

    /// <summary>The session store, when it cannot be reached.</summary>
    private sealed class CacheThatIsDown : IDistributedCache
    {
        public byte[]? Get(string key) => throw Down();

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => throw Down();

        public void Refresh(string key) => throw Down();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw Down();

        public void Remove(string key) => throw Down();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw Down();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Down();

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => throw Down();

        private static IOException Down() => new(BrokenCorner.Secret);
    }
}
