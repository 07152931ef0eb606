using System.Net;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>A log line is a sentence, whatever WorkOS's response lacks; its values can still be searched for by name.</summary>
[Trait("Room", "Diagnostics")]
public sealed class LogLineTests : IDisposable
{
    private readonly LogCollector _logs = new();

    public static TheoryData<HttpStatusCode?, string?, string?, string?, string> Answers => new()
    {
        { null, null, null, null, "" },
        { HttpStatusCode.BadRequest, null, null, null, " HTTP status 400." },
        { HttpStatusCode.BadRequest, "invalid_grant", "req_1", null, " HTTP status 400, WorkOS code invalid_grant, request ID req_1." },
        { null, "access_denied", null, "The user declined", " WorkOS code access_denied. The user declined." },
        { null, null, null, "The call failed on the way: Timeout.", " The call failed on the way: Timeout." },
        { HttpStatusCode.OK, "", "", "", " HTTP status 200." },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_line_says_of_the_response_what_there_is(HttpStatusCode? status, string? workOsCode, string? requestId, string? description, string details)
    {
        Logger().SignInFailed("WorkOS", "server_error", status, workOsCode, requestId, description);

        var line = Assert.Single(_logs.Entries);
        Assert.Equal(
            $"Sign-in with scheme 'WorkOS' failed: server_error.{details} See docs/troubleshooting.md#server_error in the package WorkOs.AspNetCore.",
            line.Text);
        Assert.Equal(status?.ToString(), line["StatusCode"]);
        Assert.Equal(workOsCode, line["WorkOsCode"]);
        Assert.Equal(requestId, line["RequestId"]);
        Assert.Equal(description, line["Description"]);
    }

    [Fact]
    public void No_line_has_a_hole_where_a_value_is_missing()
    {
        var exception = new InvalidOperationException();
        Logger().SignInBroken("WorkOS", "sign_in_failed", null, null, null, null, exception);
        Logger().SignedIn("WorkOS", null, null);
        Logger().SignedIn("WorkOS", null, "conn_1");
        Logger().SingleLogoutFailed("WorkOS", null, null, null, null);
        Logger().RefreshPostponed("WorkOS", null, null, null, null);
        Logger().SessionExpired("WorkOS", "session_expired", null, null, null);
        Logger().SessionNotRevoked("WorkOS", null, null, null, null);
        Logger().SessionOverAtWorkOs("WorkOS", null, null, null);
        Log.KeysUnavailable(Logger(), "WorkOS", null, null, exception);

        Assert.Equal(9, _logs.Entries.Count);
        Assert.All(_logs.Entries, line => Assert.DoesNotMatch(@"\(null\)|, ,|  | \.|, \.|\.\.", line.Text));
        Assert.Equal("Scheme 'WorkOS' signed a user in. Connection conn_1.", _logs.Named("SignedIn")[1].Text);
        Assert.Same(exception, _logs.Entries[0].Exception);
    }

    public void Dispose() => _logs.Dispose();

    private ILogger Logger() => _logs.CreateLogger("WorkOs.AspNetCore.Tests");
}
