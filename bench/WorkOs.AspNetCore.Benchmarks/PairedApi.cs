using System.Globalization;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// API requests through Microsoft's JwtBearer and through <c>AddWorkOsBearer</c>, in short blocks by turns, as <see cref="PairedSignIn"/> does it. Counts the
/// processor time of this process, so that what else the machine does counts little.
/// </summary>
internal static class PairedApi
{
    private const int WarmUps = 20_000;
    private const int RequestsInBlock = 200;
    private const int Blocks = 500;

    public static async Task RunAsync()
    {
        using var theirs = ApiPipeline.JwtBearer();
        using var ours = ApiPipeline.Package(tokenCacheSize: 0);
        using var remembering = ApiPipeline.Package(tokenCacheSize: 1_000);
        for (var i = 0; i < WarmUps; i++)
        {
            await theirs.SendAsync();
            await ours.SendAsync();
            await remembering.SendAsync();
        }

        var validated = new double[Blocks];
        var remembered = new double[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            var before = await MeasureAsync(theirs);
            var ofOurs = await MeasureAsync(ours);
            var ofRemembering = await MeasureAsync(remembering);
            var baseline = (before + await MeasureAsync(theirs)) / 2;
            validated[i] = ofOurs / baseline;
            remembered[i] = ofRemembering / baseline;
        }

        Report("AddWorkOsBearer", validated);
        Report("AddWorkOsBearer with TokenCacheSize", remembered);
    }

    private static void Report(string what, double[] ratios)
    {
        Array.Sort(ratios);
        var margin = (int)(0.98 * Math.Sqrt(Blocks));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} takes {ratios[Blocks / 2]:F3} of the processor time of JwtBearer (95 %: {ratios[(Blocks / 2) - margin]:F3} to {ratios[(Blocks / 2) + margin]:F3})."));
    }

    private static async Task<TimeSpan> MeasureAsync(ApiPipeline pipeline)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < RequestsInBlock; i++)
        {
            await pipeline.SendAsync();
        }

        return Environment.CpuUsage.TotalTime - start;
    }
}
