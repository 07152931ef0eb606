using System.Globalization;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Organizations;

[Trait("Room", "Sso")]
public sealed class LookupCacheTests
{
    private const int Capacity = 1024;

    private readonly FakeClock _clock = new();
    private readonly LookupCache<string> _cache;
    private int _calls;

    public LookupCacheTests() => _cache = new LookupCache<string>(_clock, answer => TimeSpan.FromMinutes(answer == "long" ? 5 : 1));

    [Fact]
    public async Task The_number_of_answers_is_bounded_and_the_oldest_goes_first()
    {
        for (var i = 0; i <= Capacity; i++)
        {
            await GetAsync(string.Create(CultureInfo.InvariantCulture, $"d{i}"));
        }

        await GetAsync("d1");
        Assert.Equal(Capacity + 1, _calls);
        await GetAsync("d0");
        Assert.Equal(Capacity + 2, _calls);
    }

    [Theory]
    [InlineData("long", 299, 1)]
    [InlineData("long", 300, 2)]
    [InlineData("short", 59, 1)]
    [InlineData("short", 60, 2)]
    public async Task An_answer_lives_as_long_as_it_is_good(string answer, int seconds, int calls)
    {
        await GetAsync("d", answer: answer);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await GetAsync("d", answer: answer);

        Assert.Equal(calls, _calls);
    }

    [Fact]
    public async Task An_answer_is_worth_nothing_to_another_scheme()
    {
        await GetAsync("d", "One");
        await GetAsync("d", "Two");

        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task A_call_that_is_refused_displaces_no_answer()
    {
        for (var i = 0; i < Capacity; i++)
        {
            await GetAsync(string.Create(CultureInfo.InvariantCulture, $"d{i}"));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _cache.GetAsync(("One", "refused"), static () => throw new InvalidOperationException("Not now."), CancellationToken.None));
        await GetAsync("d0");

        Assert.Equal(Capacity, _calls);
    }

    private Task<string> GetAsync(string subject, string scheme = "One", string answer = "short") => _cache.GetAsync(
        (scheme, subject),
        () =>
        {
            _calls++;
            return Task.FromResult(answer);
        },
        CancellationToken.None);
}
