using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Bearer.ApiKeys;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Keys that are made up, in masses or where another scheme or environment knows them.</summary>
[Trait("Room", "Bearer")]
public sealed class ApiKeyAttacks
{
    [Fact]
    public async Task A_key_that_one_environment_remembers_is_worth_nothing_in_another()
    {
        using var other = new ApiKeyServer();
        other.Keys.Clear();
        await using var api = await ApiKeyApi.StartAsync(
            addSchemes: builder => builder.AddWorkOsApiKey("Other", options =>
            {
                options.ApiKey = "sk_of_the_other_environment";
                options.BackchannelHttpHandler = other;
            }),
            map: app => app.MapGet("/elsewhere", () => "in").RequireAuthorization(policy => policy
                .AddAuthenticationSchemes("Other")
                .RequireAuthenticatedUser()));
        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);

        Assert.Equal(401, (await api.SendKeyAsync(ApiKeyServer.Acme, "/elsewhere")).Status);

        Assert.Equal("Bearer sk_of_the_other_environment", Assert.Single(other.Requests).Authorization);
    }

    [Theory]
    [InlineData(ApiKeyServer.Acme + "x")]
    [InlineData("sk_live_of_acme_000")]
    [InlineData("sk_live_of_ACME_0001")]
    public async Task A_key_that_resembles_a_remembered_one_is_asked_about(string key)
    {
        await using var api = await ApiKeyApi.StartAsync();
        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);

        Assert.Equal(401, (await api.SendKeyAsync(key)).Status);

        Assert.Equal(2, api.WorkOs.Requests.Count);
    }

    [Fact]
    public async Task A_thousand_made_up_keys_cause_few_calls_and_one_line()
    {
        await using var api = await ApiKeyApi.StartAsync();

        var answers = new List<BearerAnswer>();
        for (var i = 0; i < 1000; i++)
        {
            answers.Add(await api.SendKeyAsync($"sk_made_up_{i}"));
        }

        Assert.All(answers, answer => Assert.True(answer.Status is 401 or 503));
        Assert.Equal(50, api.WorkOs.Requests.Count);
        Assert.Equal(LogLevel.Warning, Assert.Single(api.Logs.Ours, line => line.Level >= LogLevel.Warning).Level);
    }

    [Fact]
    public async Task A_key_that_WorkOS_refuses_is_not_known_any_more()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.MaxCallsPerSecond = 1);
        await api.SendKeyAsync(ApiKeyServer.Acme);
        api.WorkOs.Keys.Clear();
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(5));
        await api.SendKeyAsync("sk_made_up");

        Assert.Equal(503, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
    }

    [Fact]
    public async Task What_became_of_the_calls_is_counted_without_keys()
    {
        await using var api = await ApiKeyApi.StartAsync(options => options.MaxCallsPerSecond = 3);
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "workos.api_key_validations" && instrument.Meter.Scope == api.Services.GetRequiredService<IMeterFactory>())
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
            }
        });
        listener.Start();

        await api.SendKeyAsync(ApiKeyServer.Acme);
        await api.SendKeyAsync("sk_made_up_1");
        api.WorkOs.Respond(HttpStatusCode.InternalServerError);
        await api.SendKeyAsync("sk_made_up_2");
        await api.SendKeyAsync("sk_made_up_3");

        Assert.Equal(["WorkOS.ApiKey success", "WorkOS.ApiKey refused", "WorkOS.ApiKey unavailable", "WorkOS.ApiKey too_many_calls"], counted);
    }
}
