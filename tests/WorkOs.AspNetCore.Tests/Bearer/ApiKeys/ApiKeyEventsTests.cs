using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

[Trait("Room", "Bearer")]
public sealed class ApiKeyEventsTests
{
    private const string Nobodys = "sk_live_nobody";

    [Fact]
    public async Task A_key_can_come_from_elsewhere()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnMessageReceived = context =>
        {
            context.Key = context.Request.Headers["X-Legacy-Key"];
            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.SendAsync(ApiKeyServer.Acme, header: "X-Legacy-Key")).Status);
    }

    [Fact]
    public async Task A_result_can_be_given_before_the_key_is_looked_for()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnMessageReceived = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme));
        Assert.Empty(api.WorkOs.Requests);
    }

    [Fact]
    public async Task A_claim_that_an_app_adds_stays_with_its_request_though_the_key_is_remembered()
    {
        var first = true;
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnKeyValidated = context =>
        {
            if (first)
            {
                ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(ClaimTypes.Role, "admin"));
                first = false;
            }

            return Task.CompletedTask;
        });

        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme, "/admin")).Status);
        Assert.Equal(403, (await api.SendKeyAsync(ApiKeyServer.Acme, "/admin")).Status);
    }

    [Fact]
    public async Task An_app_can_name_the_identity()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnKeyValidated = context =>
        {
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim("name", "Acme"));
            return Task.CompletedTask;
        });

        Assert.StartsWith("name=Acme\n", (await api.SendKeyAsync(ApiKeyServer.Acme)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_can_refuse_a_good_key_and_learns_when_it_expires()
    {
        DateTimeOffset? expires = null;
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnKeyValidated = context =>
        {
            expires = context.Properties.ExpiresUtc;
            context.Fail("The customer has not paid.");
            return Task.CompletedTask;
        });
        api.WorkOs.Keys[ApiKeyServer.Acme] = ApiKeyServer.Organization(""","expires_at":"2026-02-01T00:00:00Z" """);

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), expires);
    }

    [Fact]
    public async Task An_app_learns_why_a_key_was_refused()
    {
        var failures = new List<WorkOsApiKeyFailure>();
        await using var api = await ApiKeyApi.StartAsync(options =>
        {
            options.Events.OnAuthenticationFailed = context =>
            {
                failures.Add(context.KeyFailure);
                return Task.CompletedTask;
            };
            options.Events.OnChallenge = context =>
            {
                failures.Add(context.KeyFailure);
                Assert.Contains(context.KeyFailure.ToString(), context.AuthenticateFailure?.Message, StringComparison.Ordinal);
                return Task.CompletedTask;
            };
        });

        await api.SendKeyAsync(Nobodys);

        Assert.Equal([WorkOsApiKeyFailure.Unknown, WorkOsApiKeyFailure.Unknown], failures);
    }

    [Fact]
    public async Task An_app_can_overlook_a_refusal()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnAuthenticationFailed = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendKeyAsync(Nobodys));
    }

    [Fact]
    public async Task An_app_can_overlook_that_WorkOS_cannot_be_asked()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnAuthenticationFailed = context =>
        {
            context.NoResult();
            return Task.CompletedTask;
        });
        api.WorkOs.Respond(HttpStatusCode.InternalServerError);

        Assert.Equal(new BearerAnswer(401, "Bearer", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme));
    }

    [Fact]
    public async Task An_app_can_fail_for_a_reason_of_its_own()
    {
        Exception? failure = null;
        await using var api = await ApiKeyApi.StartAsync(options =>
        {
            options.Events.OnAuthenticationFailed = context =>
            {
                context.Fail("Keys are accepted on weekdays only.");
                return Task.CompletedTask;
            };
            options.Events.OnChallenge = context =>
            {
                failure = context.AuthenticateFailure;
                return Task.CompletedTask;
            };
        });

        Assert.Equal(new BearerAnswer(401, "Bearer error=\"invalid_token\"", "", ""), await api.SendKeyAsync(Nobodys));
        Assert.Equal("Keys are accepted on weekdays only.", failure?.Message);
    }

    [Fact]
    public async Task An_app_can_say_more_in_the_challenge()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnChallenge = context =>
        {
            context.ErrorDescription = "Create a key in the settings";
            context.ErrorUri = "https://api.example.com/docs";
            return Task.CompletedTask;
        });

        Assert.Equal(
            "Bearer error=\"invalid_token\", error_description=\"Create a key in the settings\", error_uri=\"https://api.example.com/docs\"",
            (await api.SendKeyAsync(Nobodys)).Challenge);
    }

    [Fact]
    public async Task An_app_can_answer_401_where_WorkOS_cannot_be_asked()
    {
        string? error = "unset";
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnChallenge = context =>
        {
            error = context.Error;
            if (context.KeyFailure == WorkOsApiKeyFailure.Unavailable)
            {
                context.HandleResponse();
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }

            return Task.CompletedTask;
        });
        api.WorkOs.Respond(HttpStatusCode.InternalServerError);

        Assert.Equal(new BearerAnswer(401, "", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme));
        Assert.Null(error);
    }

    [Fact]
    public async Task An_app_can_answer_a_refusal_itself()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events.OnForbidden = context =>
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        Assert.Equal(new BearerAnswer(404, "", "", ""), await api.SendKeyAsync(ApiKeyServer.Acme, "/admin"));
    }

    [Fact]
    public async Task Events_can_be_a_type_of_the_apps_container()
    {
        await using var api = await ApiKeyApi.StartAsync(
            options => options.EventsType = typeof(ClosedEvents), addSchemes: builder => builder.Services.AddScoped<ClosedEvents>());

        Assert.Equal(401, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
    }

    [Fact]
    public async Task Without_events_nothing_is_missing()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.Events = null!);

        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
    }

    private sealed class ClosedEvents : WorkOsApiKeyEvents
    {
        public override Task KeyValidated(WorkOsApiKeyValidatedContext context)
        {
            context.Fail("Closed.");
            return Task.CompletedTask;
        }
    }
}
