using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Bearer;

[Trait("Room", "Bearer")]
public class BearerEventsTests
{
    private static readonly string Forged = HostileToken.All["signed by a stranger under our key's name"].Make();

    [Fact]
    public async Task A_token_can_come_from_elsewhere()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnMessageReceived = context =>
        {
            context.Token = context.Request.Query["access_token"];
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.SendAsync(null, query: "?access_token=" + TokenForge.Good())).Status);
        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
        Assert.Equal(401, (await api.SendAsync(null, query: "?access_token=" + Forged)).Status);
    }

    [Fact]
    public async Task A_result_can_be_given_before_the_token_is_looked_for()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnMessageReceived = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendTokenAsync(TokenForge.Good()));
    }

    [Fact]
    public async Task An_app_can_add_claims_and_learns_how_long_the_token_lives()
    {
        DateTimeOffset? issued = null;
        DateTimeOffset? expires = null;
        await using var api = await BearerApi.StartAsync(options => options.Events.OnTokenValidated = context =>
        {
            (issued, expires) = (context.Properties.IssuedUtc, context.Properties.ExpiresUtc);
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good(), "/admin")).Status);
        Assert.Equal(new FakeClock().GetUtcNow(), issued);
        Assert.Equal(issued + TimeSpan.FromMinutes(5), expires);
    }

    [Fact]
    public async Task A_claim_that_an_app_adds_stays_with_its_request_even_where_tokens_are_remembered()
    {
        var first = true;
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.TokenCacheSize = 10;
            options.Events.OnTokenValidated = context =>
            {
                if (first)
                {
                    ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
                    first = false;
                }

                return Task.CompletedTask;
            };
        });

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good(), "/admin")).Status);
        Assert.Equal(403, (await api.SendTokenAsync(TokenForge.Good(), "/admin")).Status);
    }

    [Fact]
    public async Task An_app_can_refuse_a_good_token()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnTokenValidated = context =>
        {
            context.Fail("The account is closed.");
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), await api.SendTokenAsync(TokenForge.Good()));
    }

    [Fact]
    public async Task An_app_learns_why_a_token_was_refused()
    {
        var failures = new List<WorkOsTokenFailure>();
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.Events.OnAuthenticationFailed = context =>
            {
                failures.Add(context.TokenFailure);
                return Task.CompletedTask;
            };
            options.Events.OnChallenge = context =>
            {
                failures.Add(context.TokenFailure);
                Assert.Equal("The access token was refused: InvalidSignature.", context.AuthenticateFailure?.Message);
                return Task.CompletedTask;
            };
        });

        await api.SendTokenAsync(Forged);

        Assert.Equal([WorkOsTokenFailure.InvalidSignature, WorkOsTokenFailure.InvalidSignature], failures);
    }

    [Fact]
    public async Task An_app_can_overlook_a_refusal()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnAuthenticationFailed = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendTokenAsync(Forged));
    }

    [Fact]
    public async Task An_app_can_overlook_that_there_are_no_keys()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnAuthenticationFailed = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });
        api.WorkOs.Answer = () => throw new HttpRequestException();

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendTokenAsync(TokenForge.Good()));
    }

    [Fact]
    public async Task An_app_can_fail_for_a_reason_of_its_own()
    {
        Exception? failure = null;
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.Events.OnAuthenticationFailed = context =>
            {
                context.Fail("Tokens are accepted on weekdays only.");
                return Task.CompletedTask;
            };
            options.Events.OnChallenge = context =>
            {
                failure = context.AuthenticateFailure;
                return Task.CompletedTask;
            };
        });

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), await api.SendTokenAsync(Forged));
        Assert.Equal("Tokens are accepted on weekdays only.", failure?.Message);
    }

    [Fact]
    public async Task An_app_can_answer_401_where_there_are_no_keys()
    {
        string? error = "unset";
        await using var api = await BearerApi.StartAsync(options => options.Events.OnChallenge = context =>
        {
            error = context.Error;
            if (context.TokenFailure == WorkOsTokenFailure.KeysUnavailable)
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }

            return Task.CompletedTask;
        });
        api.WorkOs.Answer = () => throw new HttpRequestException();

        Assert.Equal(new BearerAnswer(401, "", "", ""), await api.SendTokenAsync(TokenForge.Good()));
        Assert.Null(error);
    }

    [Fact]
    public async Task An_app_can_say_more_in_the_challenge_but_cannot_break_its_quotes()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events.OnChallenge = context =>
        {
            context.ErrorDescription = "Say \"please\", \\ or\r\nX-Injected: é";
            context.ErrorUri = "https://api.example.com/docs";
            return Task.CompletedTask;
        });

        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"Say  please     or  X-Injected:  \", error_uri=\"https://api.example.com/docs\"",
            (await api.SendTokenAsync(Forged)).Challenge);
    }

    [Fact]
    public async Task An_app_can_answer_a_challenge_and_a_refusal_itself()
    {
        await using var api = await BearerApi.StartAsync(options =>
        {
            options.Events.OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                return Task.CompletedTask;
            };
            options.Events.OnForbidden = context =>
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });

        Assert.Equal(new BearerAnswer(418, "", "", ""), await api.SendAsync(null));
        Assert.Equal(new BearerAnswer(404, "", "", ""), await api.SendTokenAsync(TokenForge.Good(), "/admin"));
    }

    [Fact]
    public async Task Events_can_be_a_type_of_the_apps_container()
    {
        await using var api = await BearerApi.StartAsync(
            options => options.EventsType = typeof(ClosedEvents), addSchemes: builder => builder.Services.AddScoped<ClosedEvents>());

        Assert.Equal(401, (await api.SendTokenAsync(TokenForge.Good())).Status);
    }

    [Fact]
    public async Task Without_events_nothing_is_missing()
    {
        await using var api = await BearerApi.StartAsync(options => options.Events = null!);

        Assert.Equal(200, (await api.SendTokenAsync(TokenForge.Good())).Status);
    }

    private sealed class ClosedEvents : WorkOsBearerEvents
    {
        public override Task TokenValidated(WorkOsBearerTokenValidatedContext context)
        {
            context.Fail("Closed.");
            return Task.CompletedTask;
        }
    }
}
