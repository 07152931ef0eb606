using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

[Trait("Room", "Sessions")]
public sealed class RefreshRequestTests
{
    private const string Globex = "org_globex";

    private readonly FakeClock _clock = new();

    /// <summary>For how many seconds the token still lives, the organization to move to, and how many seconds the session can do without a refresh.</summary>
    [Theory]
    [InlineData(100, null, 98.0)]
    [InlineData(3, null, 1.0)]
    [InlineData(2, null, null)]
    [InlineData(1, null, null)]
    [InlineData(-5, null, null)]
    [InlineData(100, Globex, null)]
    public async Task A_session_can_do_without_a_refresh_until_two_seconds_before_its_token_ends_unless_it_is_to_move(int life, string? switchTo, double? seconds)
    {
        await using var machine = new RefreshMachine(_clock);
        var request = await machine.SignInAsync(TimeSpan.FromSeconds(200)) with { SwitchTo = switchTo };

        var spare = request.FindSpareTime(_clock.GetUtcNow() + TimeSpan.FromSeconds(200 - life));

        Assert.Equal(seconds, spare?.TotalSeconds);
    }

    [Theory]
    [InlineData(139, null, true)]
    [InlineData(140, null, false)]
    [InlineData(141, null, false)]
    [InlineData(139, RefreshMachine.Acme, true)]
    [InlineData(139, Globex, false)]
    public async Task A_ticket_that_is_not_due_in_the_organization_asked_for_is_what_a_refresh_is_for(int second, string? switchTo, bool isFulfilled)
    {
        await using var machine = new RefreshMachine(_clock);
        var request = await machine.SignInAsync(TimeSpan.FromSeconds(170)) with { SwitchTo = switchTo };

        Assert.Equal(isFulfilled, request.IsFulfilledBy(request.Ticket, _clock.GetUtcNow() + TimeSpan.FromSeconds(second)));
    }
}
