using System.Net;
using System.Text.Json;
using WorkOs.AspNetCore.ClusterSite;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The answer to the question who is signed in.</summary>
/// <param name="Kind">What came of the request.</param>
/// <param name="Machine">The machine that answered.</param>
/// <param name="Who">Who is signed in, where somebody is.</param>
/// <param name="Details">The status, or why there is none.</param>
/// <param name="SetsCookies">Whether the answer sets or removes cookies.</param>
internal sealed record Answer(AnswerKind Kind, string? Machine, WhoIsSignedIn? Who, string Details, bool SetsCookies = false)
{
    public static Answer Read(BrowserAnswer answer)
    {
        var machine = answer.Headers.GetValueOrDefault(MachineEndpoints.MachineHeader);
        var kind = (answer.Status, machine) switch
        {
            (HttpStatusCode.OK, not null) => AnswerKind.SignedIn,
            (HttpStatusCode.Unauthorized, not null) => AnswerKind.SignedOut,
            (HttpStatusCode.ServiceUnavailable, not null) when answer.Headers.ContainsKey("Retry-After") => AnswerKind.Unavailable,
            (_, null) => AnswerKind.Unanswered,
            _ => AnswerKind.Failed,
        };
        var who = kind is AnswerKind.SignedIn ? JsonSerializer.Deserialize<WhoIsSignedIn>(answer.Body, JsonSerializerOptions.Web) : null;
        return new Answer(kind, machine, who, $"{(int)answer.Status}", answer.SetCookies.Count > 0);
    }

    public static Answer None(Exception exception) => new(AnswerKind.Unanswered, null, null, exception.GetType().Name);

    public override string ToString() => $"{Kind} ({Details}{(SetsCookies ? ", with cookies" : "")}) by {Machine ?? "nobody"}{(Who is null ? "" : $": {Who.User} {Who.Session} {Who.Organization}")}";
}
