using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>What a ticket says of its session, and what a mark says of its end.</summary>
[Trait("Room", "Sessions")]
public sealed class SessionStateTests
{
    private const long Start = 1_768_478_400;
    private const long LastSecond = 253_402_300_799;
    private static readonly DateTimeOffset Now = At(Start);

    [Theory]
    [InlineData(Start, Start + 300, Start, 60, 30)]
    [InlineData(Start, Start + 301, Start, 60, 60)]
    [InlineData(Start, Start + 3600, Start, 60, 60)]
    [InlineData(Start, Start + 300, Start - 100, 60, 30)]
    [InlineData(Start, Start + 600, Start + 400, 60, 60)]
    [InlineData(null, Start + 300, Start, 60, 30)]
    [InlineData(null, Start + 301, Start, 60, 60)]
    public void A_session_is_refreshed_before_its_token_ends_and_later_where_tokens_live_shortly(
        long? issuedAt, long expiresAt, long now, int refreshBefore, int expected)
    {
        var properties = new AuthenticationProperties();

        SessionState.Write(
            properties, new SessionTokens("access", "refresh", At(issuedAt), At(expiresAt)), TimeSpan.FromSeconds(refreshBefore), At(now), keepTokens: false);

        var session = SessionState.Read(properties)!;
        Assert.Equal(At(expiresAt), session.ExpiresAt);
        Assert.Equal(At(expiresAt - expected), session.RefreshAt);
        Assert.Null(session.AccessToken);
        Assert.Null(session.RefreshToken);
    }

    [Fact]
    public void Tokens_that_are_kept_have_the_names_of_the_framework()
    {
        var properties = new AuthenticationProperties();

        SessionState.Write(properties, new SessionTokens("access", "refresh", Now, At(Start + 300)), TimeSpan.FromSeconds(60), Now, keepTokens: true);

        Assert.Equal("access", properties.GetTokenValue("access_token"));
        Assert.Equal("refresh", properties.GetTokenValue("refresh_token"));
        Assert.Equal(At(Start + 300), DateTimeOffset.ParseExact(properties.GetTokenValue("expires_at")!, "o", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_sign_in_leaves_nothing_of_the_session_before()
    {
        var properties = new AuthenticationProperties();
        var tokens = new SessionTokens("access", "refresh", At(Start + 100), At(Start + 400));
        SessionState.Write(properties, tokens, TimeSpan.Zero, Now, keepTokens: true);
        SessionState.WriteSignIn(properties, tokens with { IssuedAt = Now }, "first");
        SessionState.Write(properties, tokens, TimeSpan.Zero, Now, keepTokens: true, hasMoved: true);
        var moved = SessionState.Read(properties)!;
        Assert.Equal((Now, At(Start + 100), "first"), (moved.SignedInAt, moved.EnteredAt, moved.Generation));

        SessionState.WriteSignIn(properties, tokens with { IssuedAt = At(Start + 50) }, generation: null);

        var again = SessionState.Read(properties)!;
        Assert.Equal((At(Start + 50), At(Start + 50), null), (again.SignedInAt, again.EnteredAt, again.Generation));
    }

    [Theory]
    [InlineData("1768478400", true)]
    [InlineData("253402300799", true)]
    [InlineData("253402300800", false)]
    [InlineData("9223372036854775807", false)]
    [InlineData("-1", false)]
    [InlineData(" 1768478400", false)]
    [InlineData("soon", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_ticket_without_a_date_that_can_be_read_has_no_session(string? date, bool hasSession)
    {
        var properties = new AuthenticationProperties();
        properties.Items[".wos.exp"] = date;

        Assert.Equal(hasSession, SessionState.Read(properties) is not null);
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("gen", "gen", null)]
    [InlineData("gen 1768478400", "gen", Start)]
    [InlineData(" 1768478400", null, Start)]
    [InlineData("gen 253402300799", "gen", LastSecond)]
    [InlineData("gen 253402300800", "gen", null)]
    [InlineData("gen -1", "gen", null)]
    [InlineData("gen soon", "gen", null)]
    [InlineData("gen ", "gen", null)]
    public void A_mark_is_read_as_far_as_it_can_be(string text, string? generation, long? endedAt) =>
        Assert.Equal(new EndedMark(generation, At(endedAt)), EndedMark.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("gen")]
    [InlineData("gen 1768478400")]
    [InlineData(" 1768478400")]
    public void A_mark_is_written_as_it_is_read(string text) => Assert.Equal(text, EndedMark.Parse(text).ToString());

    [Theory]
    [InlineData(null, Start, Start)]
    [InlineData(Start, Start + 1, Start + 1)]
    [InlineData(Start, Start - 1, Start)]
    public void An_end_does_not_go_back_in_time(long? before, long next, long expected) =>
        Assert.Equal(new EndedMark("gen", At(expected)), new EndedMark("gen", At(before)).With(At(next)));

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "gen", false)]
    [InlineData("gen", null, true)]
    [InlineData("gen", "gen", false)]
    [InlineData("gen", "Gen", true)]
    public void The_app_has_ended_what_saw_another_generation(string? generation, string? seen, bool expected) =>
        Assert.Equal(expected, new EndedMark(generation, EndedAt: null).IsOtherThan(seen));

    [Theory]
    [InlineData(null, Start, false)]
    [InlineData(null, null, false)]
    [InlineData(Start, Start, true)]
    [InlineData(Start, Start - 1, true)]
    [InlineData(Start, Start + 1, false)]
    [InlineData(Start, null, true)]
    public void WorkOS_has_ended_what_began_by_then(long? endedAt, long? began, bool expected) =>
        Assert.Equal(expected, new EndedMark("gen", At(endedAt)).IsSince(At(began)));

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static DateTimeOffset? At(long? seconds) => seconds is { } known ? At(known) : null;
}
