using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>Every attempt to refresh a session is measured once and has one span, whatever its outcome and however many requests wait for it.</summary>
[Trait("Room", "Diagnostics")]
[Trait("Room", "Sessions")]
public sealed class RefreshReportTests : AuthKitTestBase
{
    private static readonly AuthenticationTicket Ticket = new(new ClaimsPrincipal(), "cookie");

    private static readonly RefreshRequest Request = new(
        Scheme: null!, new CookieAuthenticationOptions(), Ticket, SessionState.Read(new AuthenticationProperties { Items = { [".wos.exp"] = "1" } })!, "refresh_token");

    private static readonly Dictionary<string, (RefreshOutcome Outcome, string Result, string? Error)> Outcomes = new(StringComparer.Ordinal)
    {
        ["refreshed"] = (new RefreshOutcome.Refreshed(Ticket, Request), "refreshed", null),
        ["refreshed by another machine"] = (new RefreshOutcome.Refreshed(Ticket, From: null), "refreshed_elsewhere", null),
        ["left to another machine"] = (new RefreshOutcome.LeftToAnother(TimeSpan.FromSeconds(1)), "left_to_another", null),
        ["postponed without an answer"] = (
            new RefreshOutcome.Postponed(TimeSpan.Zero, WorkOsApiException.Of(new HttpRequestException(HttpRequestError.NameResolutionError))),
            "postponed",
            "NameResolutionError"),
        ["postponed by a status"] = (
            new RefreshOutcome.Postponed(TimeSpan.Zero, new WorkOsApiException(WorkOsApiErrorKind.Unavailable, HttpStatusCode.BadGateway, "a_code_from_outside")),
            "postponed",
            "502"),
        ["postponed for another reason"] = (new RefreshOutcome.Postponed(TimeSpan.Zero), "postponed", "_OTHER"),
        ["refused"] = (
            new RefreshOutcome.Refused(new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.Forbidden, "a_code_from_outside")), "refused", "403"),
        ["ended by WorkOS"] = (
            new RefreshOutcome.Ended(
                WorkOsSessionEndReason.RefreshRefused, new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.BadRequest, "invalid_grant")),
            "ended",
            "400"),
        ["ended, because the token was sent before"] = (
            new RefreshOutcome.Ended(WorkOsSessionEndReason.RefreshRefused, WorkOsApiException.SentBefore()), "ended", "refresh_token_sent_before"),
        ["ended by the app"] = (new RefreshOutcome.Ended(WorkOsSessionEndReason.RefusedByApp), "ended", null),
    };

    public static TheoryData<string> Names => [.. Outcomes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_outcome_has_a_name_and_an_error_from_a_small_set(string name)
    {
        var (outcome, result, error) = Outcomes[name];
        var ends = new List<(string, string?)>();

        outcome.ReportTo(new RefreshReport(span: null, (r, e) => ends.Add((r, e))));

        Assert.Equal([(result, error)], ends);
    }

    [Fact]
    public void A_refresh_that_is_left_to_another_machine_says_nothing_about_the_last_one()
    {
        var last = new LastOutcomes(Clock);
        var reports = new OutcomeReports(Reports.Metrics, last, Clock);
        reports.BeginRefresh("AuthKit").End(RefreshReport.Postponed, "503");

        reports.BeginRefresh("AuthKit").End(RefreshReport.LeftToAnother);

        Assert.Equal("503", Assert.Single(last.All).Error);
    }

    public static TheoryData<int?, string, ActivityStatusCode> Refreshings => new()
    {
        { null, "workos.result=refreshed", ActivityStatusCode.Unset },
        { 503, "workos.result=postponed error.type=503", ActivityStatusCode.Error },
        { 400, "workos.result=ended error.type=400", ActivityStatusCode.Error },
    };

    [Theory]
    [MemberData(nameof(Refreshings))]
    public async Task A_refresh_is_measured_once_and_has_a_span_with_a_link_to_its_request(int? fault, string tags, ActivityStatusCode status)
    {
        using var spans = new Spans();
        var app = await StartAppAsync();
        using var measurements = new Measurements(app.Services, "workos.refresh.duration");
        var browser = await app.SignInAsync("ada@acme.com");
        if (fault is { } answer)
        {
            WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, answer, """{"error":"invalid_grant"}""", times: 100);
        }

        Clock.Advance(UntilExpired);
        var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        request.Stop();
        var requests = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Move(browser, app).GetAsync("/me", ("traceparent", request.Id!))));

        // Whoever is refused looks into the store for a while. Whoever has no answer asks again in the background, which is not meant here.
        await (fault is 400 ? WhileTimePassesAsync(requests) : requests);

        Assert.Equal([$"workos.refresh.duration scheme=WorkOS.AuthKit {tags}"], measurements.Lines);
        var span = Assert.Single(spans.LinkedTo(request.TraceId));
        Assert.Equal("workos.refresh", span.OperationName);
        Assert.Equal(status, span.Status);
        Assert.Equal(tags, string.Join(' ', span.TagObjects.Where(tag => tag.Key is "workos.result" or "error.type").Select(tag => $"{tag.Key}={tag.Value}")));
        Assert.Equal(default, span.ParentSpanId);
        Assert.NotEqual(request.TraceId, span.TraceId);
        Assert.All(span.TagObjects, tag => Assert.Contains(tag.Key, new[] { "aspnetcore.authentication.scheme", "workos.result", "error.type", "workos.request_id" }));
    }

    [Fact]
    public async Task An_attempt_that_is_made_again_in_the_background_is_measured_as_one_of_its_own_and_links_to_the_same_request()
    {
        using var spans = new Spans();
        var app = await StartAppAsync();
        using var measurements = new Measurements(app.Services, "workos.refresh.duration");
        var browser = await app.SignInAsync("ada@acme.com");
        WorkOs.FailNext(WorkOsSandboxEndpoints.AuthKitAuthenticate, 503);
        Clock.Advance(UntilDue);
        var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        request.Stop();

        await browser.GetAsync("/me", ("traceparent", request.Id!));
        await WhileTimePassesAsync(measurements.Second.ContinueWith(static _ => true, TaskScheduler.Default));

        const string Line = "workos.refresh.duration scheme=WorkOS.AuthKit workos.result=";
        Assert.Equal([$"{Line}postponed error.type=503", $"{Line}refreshed"], measurements.Lines);
        Assert.Equal(2, spans.LinkedTo(request.TraceId).Count);
    }

    [Fact]
    public async Task The_call_to_WorkOS_belongs_to_the_span_of_the_refresh()
    {
        using var spans = new Spans();
        ActivityTraceId? called = null;
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.BackchannelHttpHandler = new Watching(() => called = Activity.Current?.TraceId),
        });
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);

        await browser.GetAsync("/me");

        Assert.NotNull(called);
        Assert.Contains(spans.OfScheme(WorkOsAuthKitDefaults.AuthenticationScheme), span => span.TraceId == called && span.OperationName == "workos.refresh");
    }

    private sealed class Watching(Action onSend) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            onSend();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
