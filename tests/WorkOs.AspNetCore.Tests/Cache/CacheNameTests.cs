using System.Buffers;

namespace WorkOs.AspNetCore.Tests.Cache;

/// <summary>Ids from outside, of any length, become the names of entries.</summary>
[Trait("Room", "Cache")]
public sealed class CacheNameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(160)]
    [InlineData(170)]
    [InlineData(100_000)]
    public void Values_of_any_length_have_a_short_name_of_their_own(int length)
    {
        var id = new string('ü', length);

        string[] names = [CacheName.Of("wos:", id, "a"), CacheName.Of("wos:", id, "b"), CacheName.Of("wos:", id + "a", ""), CacheName.Of("wos:", id + "a")];

        Assert.Equal(4, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.Equal("wos:".Length + CacheName.HashLength, name.Length));
    }

    [Fact]
    public void A_long_value_does_not_stay_in_memory_that_others_rent()
    {
        var id = string.Concat(Enumerable.Repeat("user_of_this_test;", 1000));

        CacheName.Of("wos:", id);

        var rented = ArrayPool<byte>.Shared.Rent(3 * id.Length);
        Assert.True(rented.AsSpan().IndexOf("user_of_this_test"u8) < 0);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
