using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>What an answer of WorkOS means for the session.</summary>
[Trait("Room", "Sessions")]
public sealed class RefreshExchangeTests
{
    private const string Globex = "org_globex";

    private static readonly string[] EndCodes =
    [
        "invalid_grant", "access_denied", "authentication_method_not_allowed", "email_verification_required", "mfa_challenge", "mfa_enrollment",
        "organization_authentication_methods_required", "organization_membership_not_found", "organization_not_found",
        "organization_selection_required", "sso_required", "user_not_found", WorkOsFailureCodes.OrganizationMismatch,
    ];

    private static readonly Dictionary<string, Func<Exception>> Failures = new(StringComparer.Ordinal)
    {
        ["lost"] = RefreshMachine.LostAnswer,
        ["late"] = static () => new OperationCanceledException(),
        ["503"] = static () => new WorkOsApiException(WorkOsApiErrorKind.Unavailable, HttpStatusCode.ServiceUnavailable),
        ["invalid"] = static () => new WorkOsApiException(WorkOsApiErrorKind.Invalid, HttpStatusCode.OK),
        ["rejected"] = static () => new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.BadRequest, "some_trouble"),
        ["not sent"] = static () => new HttpRequestException(HttpRequestError.ConnectionError),
    };

    private readonly FakeClock _clock = new();

    public static TheoryData<string, int, bool> Refusals
    {
        get
        {
            var rows = new TheoryData<string, int, bool>();
            foreach (var code in EndCodes)
            {
                rows.Add(code, 400, true);
            }

            foreach (var (status, ends) in new[] { (403, true), (422, true), (401, false), (404, false), (409, false), (429, false), (500, false) })
            {
                rows.Add("access_denied", status, ends);
            }

            rows.Add("some_trouble", 400, false);
            rows.Add(string.Empty, 400, false);
            return rows;
        }
    }

    public static TheoryData<string, bool, bool> LostAnswers => new()
    {
        { "lost", false, true },
        { "late", false, true },
        { "503", false, true },
        { "invalid", false, true },
        { "unusable", false, true },
        { "rejected", false, false },
        { "not sent", false, false },
        { "lost", true, false },
        { "503", true, false },
        { "unusable", true, false },
        { "not sent", true, false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_ends_the_session_where_WorkOS_documents_it_as_the_end(string code, int status, bool ends)
    {
        await using var machine = new RefreshMachine(_clock);
        machine.Answer = (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, (HttpStatusCode)status, code);

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.Equal(ends, outcome is RefreshOutcome.Ended { Reason: WorkOsSessionEndReason.RefreshRefused });
        Assert.Equal(!ends, outcome is RefreshOutcome.Postponed);
    }

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task An_answer_is_lost_where_WorkOS_may_have_given_one_and_gives_it_again(string failure, bool isSentOnce, bool isLost)
    {
        await using var machine = new RefreshMachine(_clock, isSentOnce: isSentOnce);
        machine.Answer = (_, _) => Failures.TryGetValue(failure, out var thrown) ? throw thrown() : Task.FromResult<ISessionGrant?>(null);

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.Equal(isLost, Assert.IsType<RefreshOutcome.Postponed>(outcome).IsAnswerLost);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(1, 1)]
    [InlineData(29, 29)]
    [InlineData(31, 30)]
    public async Task WorkOS_is_left_alone_for_as_long_as_it_asks_and_for_half_a_minute_at_most(int? asked, int seconds)
    {
        await using var machine = new RefreshMachine(_clock);
        machine.Answer = (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Unavailable, HttpStatusCode.ServiceUnavailable)
        {
            RetryAfter = asked is { } wait ? TimeSpan.FromSeconds(wait) : null,
        };

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<RefreshOutcome.Postponed>(outcome).RetryAfter);
    }

    [Theory]
    [InlineData("unusable", WorkOsFailureCodes.TokenResponseInvalid, "OK")]
    [InlineData("lost", WorkOsFailureCodes.TokenExchangeUnavailable, null)]
    [InlineData("503", WorkOsFailureCodes.TokenExchangeUnavailable, "ServiceUnavailable")]
    public async Task The_app_and_the_log_are_told_why_a_session_was_not_refreshed(string failure, string code, string? status)
    {
        var told = new List<WorkOsAuthenticationException>();
        await using var machine = new RefreshMachine(_clock, options: options => options.Events.OnRefreshFailed = context =>
        {
            told.Add(context.Failure);
            return Task.CompletedTask;
        });
        machine.Answer = (_, _) => Failures.TryGetValue(failure, out var thrown) ? throw thrown() : Task.FromResult<ISessionGrant?>(null);

        await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.Equal(code, Assert.Single(told).Code);
        var line = Assert.Single(machine.Logs.Named("RefreshPostponed"));
        Assert.Equal(status, line["StatusCode"]);
        Assert.Equal(failure == "unusable" ? WorkOsFailureCodes.TokenResponseInvalid : null, line["WorkOsCode"]);
    }

    [Fact]
    public async Task Events_of_a_type_that_the_app_registers_are_told_too()
    {
        var told = new List<WorkOsAuthenticationException>();
        await using var machine = new RefreshMachine(
            _clock, options: options => options.EventsType = typeof(EventsOfTheApp), services: services => services.AddSingleton(told).AddScoped<EventsOfTheApp>());
        machine.Answer = static (_, _) => throw RefreshMachine.LostAnswer();

        await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.Equal(WorkOsFailureCodes.TokenExchangeUnavailable, Assert.Single(told).Code);
    }

    [Fact]
    public async Task An_event_of_the_app_that_throws_is_logged_and_changes_nothing()
    {
        await using var machine = new RefreshMachine(
            _clock, options: options => options.Events.OnRefreshFailed = _ => throw new InvalidOperationException("A handler of the event failed."));
        machine.Answer = static (_, _) => throw RefreshMachine.LostAnswer();

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());

        Assert.IsType<RefreshOutcome.Postponed>(outcome);
        Assert.IsType<InvalidOperationException>(Assert.Single(machine.Logs.Named("RefreshBroken")).Exception);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_call_is_given_up_on_after_five_seconds_where_its_answer_comes_again(bool isSentOnce, bool isGivenUpOn)
    {
        await using var machine = new RefreshMachine(_clock, isSentOnce: isSentOnce);
        var (asked, answered) = (new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<ISessionGrant?>());
        machine.Answer = (_, cancellationToken) =>
        {
            asked.SetResult(cancellationToken);
            return answered.Task.WaitAsync(cancellationToken);
        };
        var running = machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync());
        var limit = await asked.Task;

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(isGivenUpOn, limit.IsCancellationRequested);
        answered.TrySetResult(machine.Grant());
        Assert.Equal(isGivenUpOn, await running is RefreshOutcome.Postponed { IsAnswerLost: true });
    }

    /// <summary>Where a token was exchanged in the present organization and its answer was lost, WorkOS may not take it for another.</summary>
    [Theory]
    [InlineData(Globex, false, new[] { Globex, RefreshMachine.Acme })]
    [InlineData(Globex, true, new[] { Globex })]
    [InlineData(null, false, new[] { RefreshMachine.Acme })]
    public async Task A_refused_token_is_sent_for_the_present_organization_where_that_was_not_asked_for(string? switchTo, bool isSentOnce, string[] asked)
    {
        await using var machine = new RefreshMachine(_clock, isSentOnce: isSentOnce);
        machine.Answer = (grant, _) => machine.Calls.Count == 1
            ? throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.BadRequest, "invalid_grant")
            : Task.FromResult<ISessionGrant?>(machine.Grant());

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync() with { SwitchTo = switchTo });

        Assert.Equal(asked, machine.Calls.Select(call => call.Organization));
        Assert.Equal(asked.Length == 2, outcome is RefreshOutcome.Refreshed);
    }

    [Fact]
    public async Task A_refused_organization_is_not_sent_again()
    {
        await using var machine = new RefreshMachine(_clock);
        machine.Answer = static (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.Forbidden, "organization_membership_not_found");

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync() with { SwitchTo = Globex });

        Assert.IsType<RefreshOutcome.Refused>(outcome);
        Assert.Single(machine.Calls);
    }

    [Fact]
    public async Task Where_WorkOS_stays_in_the_present_organization_the_session_is_refreshed_and_the_log_says_so()
    {
        await using var machine = new RefreshMachine(_clock);

        var outcome = await machine.Get<RefreshExchange>().RunAsync(await machine.SignInAsync() with { SwitchTo = Globex });

        Assert.Equal(RefreshMachine.Acme, Assert.IsType<RefreshOutcome.Refreshed>(outcome).Ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId));
        Assert.Single(machine.Logs.Named("OrganizationSwitchIgnored"), entry => entry.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    [InlineData(29, 29)]
    [InlineData(31, 30)]
    public async Task A_token_that_was_spent_elsewhere_ends_the_session_with_its_access_token(int life, int? seconds)
    {
        await using var machine = new RefreshMachine(_clock, isStored: false);
        machine.Answer = static (_, _) => throw new WorkOsApiException(WorkOsApiErrorKind.Rejected, HttpStatusCode.BadRequest, "invalid_grant");
        var request = await machine.SignInAsync(TimeSpan.FromSeconds(100));
        _clock.Advance(TimeSpan.FromSeconds(100 - life));

        var outcome = await machine.Get<RefreshAttempt>().RunAsync(request);

        Assert.Equal(seconds is null, outcome is RefreshOutcome.Ended { Reason: WorkOsSessionEndReason.RefreshRefused });
        Assert.Equal(seconds, (outcome as RefreshOutcome.Postponed)?.RetryAfter.TotalSeconds);
    }

    private sealed class EventsOfTheApp(List<WorkOsAuthenticationException> told) : WorkOsAuthKitEvents
    {
        public override Task RefreshFailed(WorkOsRefreshFailedContext context)
        {
            told.Add(context.Failure);
            return Task.CompletedTask;
        }
    }
}
