using System.Net;
using WorkOs.AspNetCore.Tests.Bearer;
using WorkOs.AspNetCore.Tests.Infrastructure;
using WorkOs.AspNetCore.Tests.Tokens;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>Every fetch of keys or metadata is measured, and says what went wrong in a word from a small set.</summary>
[Trait("Room", "Diagnostics")]
public sealed class FetchMetricTests
{
    private const string Keys = "workos.keys.fetch.duration scheme=WorkOS.Bearer";
    private const string Metadata = "workos.metadata.fetch.duration scheme=WorkOS.Bearer";

    private static readonly Dictionary<string, (Func<HttpResponseMessage> Answer, string Error)> Answers = new(StringComparer.Ordinal)
    {
        ["404"] = (() => KeySetServer.With(HttpStatusCode.NotFound, """{"error":"of_an_attacker"}"""), "404"),
        ["429"] = (() => KeySetServer.With(HttpStatusCode.TooManyRequests, "{}"), "429"),
        ["503"] = (() => KeySetServer.With(HttpStatusCode.ServiceUnavailable, "<html></html>"), "503"),
        ["HTML"] = (() => KeySetServer.Ok("<html></html>"), "invalid_response"),
        ["an object without content"] = (() => KeySetServer.Ok("{}"), "invalid_response"),
        ["no connection"] = (() => throw new HttpRequestException(HttpRequestError.ConnectionError), "ConnectionError"),
        ["a time limit"] = (() => throw new TaskCanceledException(), "Timeout"),
        ["a handler of the app that throws"] = (() => throw new InvalidOperationException("Whatever it says."), "InvalidOperationException"),
    };

    public static TheoryData<string> Faults => [.. Answers.Keys];

    [Fact]
    public async Task A_fetch_of_keys_is_measured_in_seconds()
    {
        await using var api = await BearerApi.StartAsync();
        using var measurements = new Measurements(api.Services);
        api.WorkOs.Answer = () =>
        {
            api.Clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(KeySetServer.Ok(TokenForge.KeySet));
        };

        await api.SendTokenAsync(TokenForge.Good());
        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal([Keys], measurements.Lines);
        Assert.Equal([2.0], measurements.Values);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fetch_of_keys_that_fails_says_why(string fault)
    {
        await using var api = await BearerApi.StartAsync();
        using var measurements = new Measurements(api.Services);
        api.WorkOs.Answer = () => Task.FromResult(Answers[fault].Answer());

        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal([$"{Keys} error.type={Answers[fault].Error}"], measurements.Lines);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fetch_of_metadata_that_fails_says_why_and_so_do_the_keys_that_it_names(string fault)
    {
        using var server = new KeySetServer { Answer = () => Task.FromResult(Answers[fault].Answer()) };
        await using var api = await StartWithDomainAsync(server);
        using var measurements = new Measurements(api.Services);

        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal([$"{Metadata} error.type={Answers[fault].Error}", $"{Keys} error.type={Answers[fault].Error}"], measurements.Lines);
    }

    [Fact]
    public async Task A_fetch_of_metadata_is_measured_beside_that_of_the_keys()
    {
        using var server = new KeySetServer { HasMetadata = true };
        await using var api = await StartWithDomainAsync(server);
        using var measurements = new Measurements(api.Services);

        await api.SendTokenAsync(TokenForge.Good());

        Assert.Equal([Metadata, Keys], measurements.Lines);
    }

    private static Task<BearerApi> StartWithDomainAsync(KeySetServer server) => BearerApi.StartAsync(options =>
    {
        options.BackchannelHttpHandler = server;
        options.AuthKitDomain = new Uri("https://acme.authkit.app");
        options.Resource = "https://api.example.com";
    });
}
