using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>How old a state may be, and what one is that does not say.</summary>
[Trait("Room", "Remote")]
public sealed class SignInStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly PropertiesDataFormat _format = new(new EphemeralDataProtectionProvider().CreateProtector("state"));

    [Theory]
    [InlineData(0, false)]
    [InlineData(900, false)]
    [InlineData(901, true)]
    [InlineData(-300, false)]
    [InlineData(-301, true)]
    public void A_state_lives_for_the_time_limit_and_may_come_from_a_clock_that_is_five_minutes_ahead(int age, bool isExpired) =>
        Assert.Equal(isExpired, SignInState.IsExpired(FlowOf((Now.ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture))!, Now, Limit));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("253402300800")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    public void A_state_without_a_time_that_can_be_read_is_expired(string? issued) =>
        Assert.True(SignInState.IsExpired(FlowOf(issued)!, Now, Limit));

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(300, false)]
    [InlineData(301, true)]
    public void A_time_is_of_the_future_when_two_clocks_do_not_explain_it(int ahead, bool isFromTheFuture) =>
        Assert.Equal(isFromTheFuture, SignInState.IsFromTheFuture(Now.AddSeconds(ahead), Now));

    [Fact]
    public void A_challenge_with_the_properties_of_a_session_asks_for_none_of_its_times()
    {
        var session = new AuthenticationProperties { IssuedUtc = Now, ExpiresUtc = Now.AddHours(1), AllowRefresh = true, IsPersistent = true };

        var app = SignInState.Begin(session).App;

        Assert.Equal((null, null, null, false), (app.IssuedUtc, app.ExpiresUtc, app.AllowRefresh, app.IsPersistent));
    }

    private SignInFlow? FlowOf(string? issued)
    {
        var state = new AuthenticationProperties();
        if (issued is not null)
        {
            state.Items[".iat"] = issued;
        }

        return SignInState.Unprotect(_format.Protect(state), _format);
    }
}
