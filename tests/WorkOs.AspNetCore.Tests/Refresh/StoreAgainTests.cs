using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>A session that was refreshed and could not be stored.</summary>
[Trait("Room", "Sessions")]
public sealed class StoreAgainTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly FakeSessionCache _cache;
    private readonly RefreshMachine _machine;

    public StoreAgainTests()
    {
        _cache = new FakeSessionCache(_clock);
        _machine = new RefreshMachine(_clock, _cache);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task It_is_stored_again_after_1_2_5_10_and_then_every_20_seconds()
    {
        var request = await RefreshUnstoredAsync();
        foreach (var second in new[] { 1, 3, 8, 18, 38, 58 })
        {
            await _machine.PassToAsync(second);
        }

        Assert.Equal("refresh_1", await RefreshMachine.FindStoredTokenAsync(request));
        _cache.WriteFailure = null;
        await _machine.PassToAsync(78);
        await Assert.Single(_machine.Refreshes).WaitForEndAsync();

        Assert.Equal("refresh_2", await RefreshMachine.FindStoredTokenAsync(request));
        Assert.Single(_machine.Calls);

        // The refresh, and the request that was told. What goes on in the background says nothing more.
        Assert.Equal(2, _machine.Logs.Named("RefreshNotStored").Count);
    }

    [Theory]
    [InlineData(37, false)]
    [InlineData(38, false)]
    [InlineData(39, true)]
    public async Task It_is_stored_no_more_once_its_token_has_ended(int life, bool isTried)
    {
        _ = await RefreshUnstoredAsync(TimeSpan.FromSeconds(life));
        foreach (var second in new[] { 1, 3, 8, 18 })
        {
            await _machine.PassToAsync(second);
        }

        await _clock.TimerAsync(_clock.GetUtcNow() + TimeSpan.FromSeconds(20));
        var calls = _cache.Calls.Count;
        _cache.WriteFailure = null;
        await _machine.PassToAsync(38);
        await Assert.Single(_machine.Refreshes).WaitForEndAsync();

        Assert.Equal(isTried, _cache.Calls.Count > calls);
    }

    [Fact]
    public async Task The_next_request_stores_it_at_once()
    {
        var request = await RefreshUnstoredAsync();
        _cache.WriteFailure = null;

        Assert.Equal("refresh_2", TokenOf(await _machine.RefreshAsync(request)));

        Assert.Equal("refresh_2", await RefreshMachine.FindStoredTokenAsync(request));
    }

    [Fact]
    public async Task What_is_stored_is_not_stored_again_by_those_who_ask_later()
    {
        var request = await RefreshUnstoredAsync();
        _cache.WriteFailure = null;
        await _machine.PassToAsync(1);
        await Assert.Single(_machine.Refreshes).WaitForEndAsync();
        var calls = _cache.Calls.Count;

        Assert.Equal("refresh_2", TokenOf(await _machine.RefreshAsync(request)));

        Assert.Equal(calls, _cache.Calls.Count);
    }

    /// <summary>The life of the new token in seconds, when a request asks with the old one, and how often WorkOS has been asked then.</summary>
    [Theory]
    [InlineData(20, 29, 1)]
    [InlineData(20, 30, 2)]
    [InlineData(300, 299, 1)]
    [InlineData(300, 300, 2)]
    public async Task While_it_is_stored_nowhere_its_outcome_is_kept_until_its_token_ends_and_for_half_a_minute_at_least(int life, int second, int calls)
    {
        var request = await RefreshUnstoredAsync(TimeSpan.FromSeconds(life));
        _clock.Suspend(TimeSpan.FromSeconds(second));

        await _machine.RefreshAsync(request);

        Assert.Equal(calls, _machine.Calls.Count);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 2)]
    public async Task One_that_a_request_was_told_of_is_kept_for_half_a_minute(int second, int calls)
    {
        await using var machine = new RefreshMachine(_clock, isStored: false);
        var request = await machine.SignInAsync();
        await machine.RefreshAsync(request);
        _clock.Advance(TimeSpan.FromSeconds(second));

        await machine.RefreshAsync(request);

        Assert.Equal(calls, machine.Calls.Count);
    }

    private static string? TokenOf(RefreshOutcome outcome) =>
        SessionState.Read(Assert.IsType<RefreshOutcome.Refreshed>(outcome).Ticket.Properties)!.RefreshToken;

    private async Task<RefreshRequest> RefreshUnstoredAsync(TimeSpan? life = null)
    {
        var request = await _machine.SignInAsync();
        _machine.Answer = (_, _) => Task.FromResult<ISessionGrant?>(_machine.Grant(life: life));
        _cache.WriteFailure = new IOException("The cache cannot be written to.");
        Assert.Equal("refresh_2", TokenOf(await _machine.RefreshAsync(request)));
        return request;
    }
}
