using System.Diagnostics;
using System.Globalization;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// Measures the two ways to sign in, in short alternating blocks. The speed of the machine changes by more than the difference between the two, but
/// changes little between neighbouring blocks. Prints the median of the blocks' ratios and its 95 % confidence interval (by rank, without an
/// assumption about the distribution).
/// </summary>
internal static class PairedSignIn
{
    private const int WarmUps = 10_000;
    private const int SignInsInBlock = 100;
    private const int Blocks = 1_000;

    public static async Task RunAsync()
    {
        await using var byHand = await SignInApp.StartAsync(Schemes.AddByHand);
        await using var package = await SignInApp.StartAsync(Schemes.AddPackage);
        for (var i = 0; i < WarmUps; i++)
        {
            await byHand.SignInAsync();
            await package.SignInAsync();
        }

        var ratios = new double[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            ratios[i] = i % 2 == 0
                ? Ratio(await MeasureAsync(byHand), await MeasureAsync(package))
                : 1 / Ratio(await MeasureAsync(package), await MeasureAsync(byHand));
        }

        Array.Sort(ratios);
        var margin = (int)(0.98 * Math.Sqrt(Blocks));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"AddWorkOs takes {ratios[Blocks / 2]:F3} of the time of AddOAuth by hand (95 %: {ratios[(Blocks / 2) - margin]:F3} to {ratios[(Blocks / 2) + margin]:F3})."));
    }

    private static double Ratio(TimeSpan baseline, TimeSpan other) => other / baseline;

    private static async Task<TimeSpan> MeasureAsync(SignInApp app)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < SignInsInBlock; i++)
        {
            await app.SignInAsync();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
