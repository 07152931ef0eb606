using System.Text.Json.Nodes;
using LiveCheck;
using LiveCheck.Facts;
using LiveCheck.People;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class LiveCheckTests
{
    private static readonly Dictionary<string, (Action<WorkOsSandbox> Change, string Check, string Difference)> Changes = new(StringComparer.Ordinal)
    {
        ["another status"] = (
            sandbox => sandbox.FailNext(WorkOsSandboxEndpoints.SsoToken, 503),
            "sso-token-unknown-code", "status: the facts say 400, but it is 503"),
        ["another error"] = (
            sandbox => sandbox.FailNext(WorkOsSandboxEndpoints.SsoToken, 400, """{"error":"bad_code","error_description":"No."}"""),
            "sso-token-unknown-code", "body.error: the facts say invalid_grant, but it is bad_code"),
        ["a page"] = (
            sandbox => sandbox.FailNext(WorkOsSandboxEndpoints.SsoToken, 400, "<html>", "text/html"),
            "sso-token-unknown-code", "body.error: the facts say invalid_grant, but it is absent"),
        ["an error at the callback"] = (
            sandbox => sandbox.FailNextAuthorize("server_error", "Something."),
            "sso-begins", "to: the facts say another page, but it is {redirect_uri}"),
        ["a field more"] = (
            sandbox => sandbox.NextProfile(profile => profile["shoe_size"] = 42),
            "sso-token", "body.profile.shoe_size: the facts do not have it, but it is number"),
        ["a field less"] = (
            sandbox => sandbox.NextProfile(profile => profile.Remove("connection_id")),
            "sso-token", "body.profile.connection_id: the facts say conn_…, but it is absent"),
        ["another kind"] = (
            sandbox => sandbox.NextProfile(profile => profile["email"] = null),
            "sso-token", "body.profile.email: the facts say email, but it is null"),
        ["another format of an id"] = (
            sandbox => sandbox.NextProfile(profile => profile["id"] = "profile_1"),
            "sso-token", "body.profile.id: the facts say prof_…, but it is text"),
        ["another issuer"] = (
            sandbox => sandbox.AuthKit.NextAccessToken(claims => claims["iss"] = "https://auth.example.com"),
            "authkit-token", "body.access_token.claims.iss: the facts say {api} or {api}/ or {api}/user_management/{client_id}, but it is url"),
        ["another claim"] = (
            sandbox => sandbox.AuthKit.NextAccessToken(claims => claims["act"] = new JsonObject { ["sub"] = "support@example.com" }),
            "authkit-token", "body.access_token.claims.act: the facts do not have it, but it is object"),
        ["another lifetime"] = (
            sandbox => sandbox.AuthKit.NextAccessToken(claims => claims["exp"] = (long)claims["iat"]! + 3600),
            "authkit-token", "body.access_token.lifetime: the facts say 300 s, but it is 3600 s"),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Fact]
    public async Task The_sandbox_answers_as_the_facts_say()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var (findings, values) = await LiveCheckRun.AgainstAsync(sandbox);

        Assert.True(findings.All(finding => finding.Differences.Count == 0), Report.Of("The sandbox", findings, values));
        Assert.Equal(
            ["unknown-path: the sandbox does not serve it", "discovery: the sandbox does not serve it"],
            findings.Where(finding => finding.NotTried is not null).Select(finding => $"{finding.Check.Id}: {finding.NotTried}").OrderDescending(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task Another_answer_is_a_difference_of_its_check(string name)
    {
        var (change, check, difference) = Changes[name];
        await using var sandbox = await Sandbox.StartAsync();
        change(sandbox);

        var (findings, values) = await LiveCheckRun.AgainstAsync(sandbox);

        Assert.Contains(difference, findings.Single(finding => finding.Check.Id == check).Differences);
        Assert.Contains("    " + difference, Report.Of("The sandbox", findings, values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no second answer to a refresh token", "refresh-again", "status: the facts say 200, but it is 400")]
    [InlineData("a second answer for another organization", "refresh-again-other-organization", "status: the facts say 400, but it is 200")]
    public async Task Another_setting_is_a_difference_of_its_check(string name, string check, string difference)
    {
        await using var sandbox = await Sandbox.StartAsync(builder =>
        {
            builder.AuthKit.RefreshTokenReplayWindow = name.StartsWith("no ", StringComparison.Ordinal) ? TimeSpan.Zero : TimeSpan.FromSeconds(30);
            builder.AuthKit.ReplayRefreshForOtherOrganizations = true;
        });

        var (findings, _) = await LiveCheckRun.AgainstAsync(sandbox);

        Assert.Contains(difference, findings.Single(finding => finding.Check.Id == check).Differences);
    }

    [Fact]
    public async Task Without_a_person_the_rest_is_tried()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var (findings, _) = await LiveCheckRun.AgainstAsync(sandbox, hasPerson: false);

        Assert.Equal("needs a person in front of a browser", findings.Single(finding => finding.Check.Id == "authkit-sign-in").NotTried);
        Assert.Equal("needs authkit_code, which no answer before had", findings.Single(finding => finding.Check.Id == "authkit-token").NotTried);
        Assert.All(findings, finding => Assert.Empty(finding.Differences));
        Assert.True(findings.Count(finding => finding.IsSame) > 40);
    }

    [Fact]
    public async Task What_has_no_answer_could_not_be_tried()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.FailNext(WorkOsSandboxEndpoints.SsoProfile, new WorkOsSandboxFault { Abort = true });

        var (findings, _) = await LiveCheckRun.AgainstAsync(sandbox, hasPerson: false);

        Assert.StartsWith("there was no answer", findings.Single(finding => finding.Check.Id == "sso-profile-wrong-token").NotTried, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_have_names_of_their_own_and_say_where_their_fact_is_from()
    {
        Assert.Equal(AllChecks.InOrder.Count, AllChecks.InOrder.Select(check => check.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(AllChecks.InOrder, check => Assert.True(check.Fact.Length > 0 && check.Source.Length > 0, check.Id));
    }
}
