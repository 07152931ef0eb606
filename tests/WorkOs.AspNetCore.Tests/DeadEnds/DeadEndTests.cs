using System.Text.Json;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.DeadEnds;

/// <summary>Nothing that a browser, a person, a bot or a broken network can do ends without a next step.</summary>
[Trait("Room", "Api")]
[Trait("Room", "Remote")]
public sealed class DeadEndTests(DeadEndApps apps) : IClassFixture<DeadEndApps>
{
    public static TheoryData<string> Names => [.. DeadEndRows.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_request_is_a_dead_end(string name)
    {
        var row = DeadEndRows.ByName[name];
        var app = await apps.StartAsync(row);
        app.Challenge = static () => WorkOsChallengeProperties.ForEmail("ada@acme.com");
        var browser = app.NewBrowser();

        var answer = await row.Act(app, browser);

        Assert.NotEqual(500, (int)answer.Status);
        AssertEnding(row.Ending, answer, app.Logs);
        Assert.Equal("nobody", await browser.WhoAsync());
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level > LogLevel.Warning && !entry.IsOurs);
    }

    private static void AssertEnding(Ending ending, BrowserAnswer answer, LogCollector logs)
    {
        switch (ending)
        {
            case FailureEnding failure:
                AssertFailure(failure, answer, logs);
                break;
            case RestartEnding:
                Assert.True(answer.GoesToWorkOs, $"{answer.Status} {answer.Location}");
                Assert.Empty(logs.Failures);
                break;
            case RedirectEnding redirect:
                Assert.Equal(redirect.Url, answer.Location);
                Assert.Empty(logs.Failures);
                break;
            default:
                Assert.Equal(401, (int)answer.Status);
                Assert.Empty(answer.SetCookies);
                Assert.Empty(logs.Failures);
                break;
        }
    }

    private static void AssertFailure(FailureEnding expected, BrowserAnswer answer, LogCollector logs)
    {
        Assert.Equal(expected.Status, (int)answer.Status);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);

        var line = Assert.Single(logs.Failures);
        Assert.Equal(expected.Code, line["Code"]);
        Assert.Equal(expected.Level, line.Level);
        Assert.Contains("docs/troubleshooting.md#" + expected.Code, line.Text, StringComparison.Ordinal);

        if (answer.Headers.TryGetValue("Allow", out var allow) || expected.Status == 405)
        {
            Assert.Matches("^(GET|POST)$", allow);
        }

        if (answer.Headers["Content-Type"].Contains("json", StringComparison.Ordinal))
        {
            using var problem = JsonDocument.Parse(answer.Body);
            Assert.Equal(expected.Status, problem.RootElement.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
            Assert.Equal(expected.Code, answer.FailureCode);
        }
        else if (answer.Body.Length > 0)
        {
            Assert.Equal(expected.Code, answer.FailureCode);
            Assert.StartsWith("/", answer.NextLink, StringComparison.Ordinal);
        }
        else
        {
            // Only HEAD may come without a body.
            Assert.Equal(405, expected.Status);
        }
    }
}
