using System.Security.Claims;
using BenchmarkDotNet.Attributes;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// A full sign-in (challenge, callback, one authenticated request) through the package, and through the framework's OAuth handler configured for
/// WorkOS by hand. There is no network, so the time does not include the real cost of the second backchannel call. The set-up checks that the package
/// does not make this call, and that both ways result in the same claims.
/// </summary>
[MedianColumn]
[WarmupCount(20)]
[IterationCount(60)]
public class SignInBenchmarks
{
    private SignInApp _byHand = null!;
    private SignInApp _package = null!;

    // Not async: the in-process toolchain does not await a set-up method.
    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => StopAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public Task<int> AddOAuthByHand() => _byHand.SignInAsync();

    [Benchmark]
    public Task<int> AddWorkOs() => _package.SignInAsync();

    private async Task StartAsync()
    {
        _byHand = await SignInApp.StartAsync(Schemes.AddByHand);
        _package = await SignInApp.StartAsync(Schemes.AddPackage);
        await _byHand.SignInAsync();
        await _package.SignInAsync();

        Console.WriteLine($"// Backchannel calls for one sign-in: {_byHand.Calls} by hand, {_package.Calls} with the package.");
        if (_byHand.Calls != 2 * _package.Calls)
        {
            throw new InvalidOperationException("The package is expected to make half the calls.");
        }

        if (!Texts(_byHand.Claims).SequenceEqual(Texts(_package.Claims), StringComparer.Ordinal))
        {
            throw new InvalidOperationException("Both ways are expected to end in the same claims.");
        }
    }

    private async Task StopAsync()
    {
        await _byHand.DisposeAsync();
        await _package.DisposeAsync();
    }

    private static IEnumerable<string> Texts(IEnumerable<Claim> claims) =>
        claims.Select(claim => $"{claim.Type}={claim.Value}").Order(StringComparer.Ordinal);
}
