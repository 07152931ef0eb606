using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The judge of all answers is itself tested: each wrong answer is a violation, and each right one is not.</summary>
public sealed class WatchTests
{
    private const string User = "user_1";
    private const string Session = "session_1";

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Waited = TimeSpan.FromSeconds(1);

    private static readonly Answer SignedOut = new(AnswerKind.SignedOut, "machine-1", null, "401");

    private static readonly Dictionary<string, (Answer Answer, string? Fault)> Answers = new()
    {
        ["the person"] = (SignedIn(), null),
        ["another person"] = (SignedIn(user: "user_2"), "another session was answered"),
        ["another session of the person"] = (SignedIn(session: "session_2"), "another session was answered"),
        ["another organization"] = (SignedIn(organization: WorkOsHost.SecondOrganization), "claims of another organization"),
        ["a role of another organization"] = (SignedIn(role: WorkOsHost.RoleIn(WorkOsHost.SecondOrganization)), "claims of another organization"),
        ["nobody"] = (SignedOut, "signed out though the session lives"),
        ["503"] = (new(AnswerKind.Unavailable, "machine-1", null, "503"), "unavailable"),
        ["no answer"] = (Answer.None(new IOException()), "unanswered"),
        ["500"] = (new(AnswerKind.Failed, "machine-1", null, "500"), "failed"),
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_that_is_not_right_is_a_violation(string answer)
    {
        var watch = new Watch(new AllowedOutcome(), TimeSpan.Zero);
        Judge(watch, new SessionFate(Session), Answers[answer].Answer);
        Assert.Equal(Answers[answer].Fault is { } fault ? [fault] : [], watch.Violations.Select(violation => violation.What));
    }

    [Fact]
    public void Whoever_is_signed_in_after_the_end_of_the_session_is_a_violation_and_whoever_is_not_is_none()
    {
        var watch = new Watch(new AllowedOutcome(), TimeSpan.Zero);
        var session = new SessionFate(Session) { EndBegan = 1, Ended = 2 };

        Judge(watch, session, SignedOut);
        Assert.Empty(watch.Violations);

        Judge(watch, session, SignedIn());
        Assert.Equal("signed in though the session was ended", Assert.Single(watch.Violations).What);
    }

    [Fact]
    public async Task What_a_scenario_allows_is_allowed_while_it_disturbs_and_not_before()
    {
        var watch = new Watch(new AllowedOutcome { Unavailable = true }, TimeSpan.Zero);
        var unavailable = Answers["503"].Answer;

        await watch.DisturbAsync(() =>
        {
            Judge(watch, new SessionFate(Session), unavailable);
            return Task.CompletedTask;
        });
        Assert.Empty(watch.Violations);

        var before = new Watch(new AllowedOutcome { Unavailable = true }, TimeSpan.Zero);
        Judge(before, new SessionFate(Session), unavailable);
        Assert.Single(before.Violations);
    }

    [Fact]
    public void A_request_that_waits_longer_than_allowed_is_a_violation()
    {
        var watch = new Watch(new AllowedOutcome { LongestWait = Waited / 2 }, TimeSpan.Zero);
        Judge(watch, new SessionFate(Session), SignedIn());
        Assert.Equal("a request waited too long", Assert.Single(watch.Violations).What);
    }

    private static void Judge(Watch watch, SessionFate session, Answer answer)
    {
        using var network = new SocketsHttpHandler();
        var person = new Person("ada@acme.com", User, network, new Uri("http://127.0.0.1"), watch);
        watch.Judge(person, session, person.Organizations, Time.GetTimestamp() - (long)(Waited.TotalSeconds * Time.TimestampFrequency), answer);
    }

    private static Answer SignedIn(
        string user = User, string session = Session, string organization = WorkOsHost.FirstOrganization, string? role = null) =>
        new(AnswerKind.SignedIn, "machine-1", new WhoIsSignedIn(user, session, organization, role ?? WorkOsHost.RoleIn(organization)), "200");
}
