namespace WorkOs.AspNetCore.Tests.Remote;

/// <summary>What was sent to WorkOS is known until nobody accepts it any more, or until too much else was.</summary>
[Trait("Room", "Remote")]
public sealed class RedeemedSetTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void It_is_redeemed_once_for_as_long_as_it_could_be_accepted(int secondsLater, bool again)
    {
        var redeemed = new RedeemedSet(10);
        var until = Now.AddSeconds(60);

        Assert.True(redeemed.TryAdd("a", Now, until));
        Assert.Equal(again, redeemed.TryAdd("a", Now.AddSeconds(secondsLater), until.AddHours(1)));
    }

    [Fact]
    public void Each_is_counted_for_itself()
    {
        var redeemed = new RedeemedSet(10);

        Assert.True(redeemed.TryAdd("a", Now, DateTimeOffset.MaxValue));
        Assert.True(redeemed.TryAdd("b", Now, DateTimeOffset.MaxValue));
        Assert.False(redeemed.TryAdd("a", Now, DateTimeOffset.MaxValue));
        Assert.False(redeemed.TryAdd("b", Now, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Where_there_is_no_more_room_the_oldest_is_forgotten_and_no_other()
    {
        var redeemed = new RedeemedSet(3);
        foreach (var secret in new[] { "a", "b", "c", "d" })
        {
            Assert.True(redeemed.TryAdd(secret, Now, DateTimeOffset.MaxValue));
        }

        Assert.False(redeemed.TryAdd("b", Now, DateTimeOffset.MaxValue));
        Assert.False(redeemed.TryAdd("c", Now, DateTimeOffset.MaxValue));
        Assert.False(redeemed.TryAdd("d", Now, DateTimeOffset.MaxValue));
        Assert.True(redeemed.TryAdd("a", Now, DateTimeOffset.MaxValue));
    }
}
