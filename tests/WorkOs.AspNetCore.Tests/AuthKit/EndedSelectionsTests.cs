using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "AuthKit")]
public sealed class EndedSelectionsTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    [InlineData(601, false)]
    public void A_selection_that_has_ended_is_remembered_until_it_would_have_expired(int seconds, bool isRemembered)
    {
        var ended = new EndedSelections(_clock);
        var selection = SelectionOf("first");
        Assert.True(ended.TryEnd(selection));
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        ended.TryEnd(SelectionOf("second"));

        Assert.Equal(isRemembered, ended.Contains(selection));
    }

    [Fact]
    public void A_selection_ends_once()
    {
        var ended = new EndedSelections(_clock);
        var selection = SelectionOf("first");

        Assert.False(ended.Contains(selection));
        Assert.True(ended.TryEnd(selection));
        Assert.False(ended.TryEnd(selection));
        Assert.False(ended.Contains(SelectionOf("second")));
    }

    private PendingSelection SelectionOf(string token) => new()
    {
        Scheme = "WorkOsAuthKit",
        ClientId = "client_1",
        Session = string.Empty,
        Expires = _clock.GetUtcNow() + TimeSpan.FromMinutes(10),
        Token = token,
        Organizations = [],
        Selector = null,
        Items = [],
    };
}
