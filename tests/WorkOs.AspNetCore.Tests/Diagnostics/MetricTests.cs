using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

[Trait("Room", "Diagnostics")]
public sealed class MetricTests
{
    [Fact]
    public async Task A_sign_in_is_counted_with_its_scheme()
    {
        await using var app = await TestApp.StartAsync();
        using var counts = Listen(app);
        await app.NewBrowser().SignInAsync();

        Assert.Equal(["workos.sign_ins scheme=WorkOS workos.result=success"], counts.Lines);
    }

    [Theory]
    [InlineData("error=access_denied", "access_denied")]
    [InlineData("error=server_error", "server_error")]
    [InlineData("error=invented_by_an_attacker", "_OTHER")]
    [InlineData("state=x", "state_invalid")]
    [InlineData("", "state_missing")]
    public async Task A_failure_is_counted_with_its_code(string query, string result)
    {
        await using var app = await TestApp.StartAsync();
        using var counts = Listen(app);
        await app.NewBrowser().GetAsync($"{SignInSteps.CallbackPath}?{query}");

        Assert.Equal([$"workos.sign_ins scheme=WorkOS workos.result={result}"], counts.Lines);
    }

    [Fact]
    public async Task A_person_who_declines_is_counted_also_where_the_app_has_a_page_for_it()
    {
        await using var app = await TestApp.StartAsync(options => options.AccessDeniedPath = "/declined");
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        using var counts = Listen(app);

        await browser.GetAsync($"{SignInSteps.CallbackPath}?error=access_denied&state={Uri.EscapeDataString(start.Query("state")!)}");

        Assert.Equal(["workos.sign_ins scheme=WorkOS workos.result=access_denied"], counts.Lines);
    }

    [Fact]
    public async Task A_restart_is_counted_with_its_reason()
    {
        await using var app = await TestApp.StartAsync();
        using var counts = Listen(app);
        var browser = app.NewBrowser();
        var start = await browser.StartAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await browser.ReturnAsync(await browser.ReturnAsync(start));

        Assert.Equal(
            ["workos.restarts scheme=WorkOS workos.reason=state_expired", "workos.sign_ins scheme=WorkOS workos.result=success"],
            counts.Lines);
    }

    [Fact]
    public async Task An_exchange_has_a_span_and_a_failed_one_says_why()
    {
        const string Scheme = "SpanTest";
        using var parent = new Activity("test").Start();
        using var spans = new Spans();
        await using var app = await TestApp.StartAsync(settings => settings.Services = static (services, options) =>
            services.AddAuthentication("cookie").AddCookie("cookie").AddWorkOs(Scheme, options));
        var browser = app.NewBrowser();
        await browser.ReturnAsync(await browser.StartAsync("/challenge?scheme=" + Scheme));
        app.WorkOs.OnToken = static (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);
        await browser.ReturnAsync(await browser.StartAsync("/challenge?scheme=" + Scheme));
        app.WorkOs.OnToken = static (_, _) =>
        {
            var refusal = StubWorkOs.Json("""{"error":"invalid_grant"}""", System.Net.HttpStatusCode.BadRequest);
            refusal.Headers.Add("X-Request-ID", "req_1");
            return Task.FromResult(refusal);
        };
        await browser.ReturnAsync(await browser.StartAsync("/challenge?scheme=" + Scheme));

        var ours = spans.OfScheme(Scheme);
        Assert.All(ours, span => Assert.Equal("workos.exchange", span.OperationName));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Error], ours.Select(span => span.Status));
        Assert.All(ours, span => Assert.Equal("authorization_code", span.GetTagItem("workos.grant_type")));
        Assert.Equal([null, "token_exchange_unavailable", "token_exchange_rejected"], ours.Select(span => span.GetTagItem("error.type")));
        Assert.Equal([null, null, "req_1"], ours.Select(span => span.GetTagItem("workos.request_id")));
        Assert.All(ours.SelectMany(span => span.TagObjects), tag => Assert.DoesNotContain("code-", tag.Value?.ToString() ?? "", StringComparison.Ordinal));
    }

    private static Measurements Listen(TestApp app) => new(app.Services);
}
