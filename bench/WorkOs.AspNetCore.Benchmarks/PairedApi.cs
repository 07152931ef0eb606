using System.Globalization;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// API requests through Microsoft's JwtBearer and through <c>AddWorkOsBearer</c>, in short alternating blocks, as in <see cref="PairedSignIn"/>. The
/// same request through <see cref="SignatureOnlyHandler"/> shows the cost that no scheme can avoid. Measures the processor time of this process, so
/// that other processes on the machine have little effect.
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
        using var least = ApiPipeline.SignatureOnly();
        var signature = new SignatureOfToken();
        var measured = new (string What, Func<Task> Run, double[] Ratios)[]
        {
            ("AddWorkOsBearer", ours.SendAsync, new double[Blocks]),
            ("AddWorkOsBearer with TokenCacheSize", remembering.SendAsync, new double[Blocks]),
            ("A scheme that only verifies a signature", least.SendAsync, new double[Blocks]),
            ("RSA.VerifyHash alone", signature.VerifyAsync, new double[Blocks]),
        };
        var baselines = new double[Blocks];
        for (var i = 0; i < WarmUps; i++)
        {
            await theirs.SendAsync();
            foreach (var (_, run, _) in measured)
            {
                await run();
            }
        }

        for (var i = 0; i < Blocks; i++)
        {
            var before = await MeasureAsync(theirs.SendAsync);
            var taken = new TimeSpan[measured.Length];
            for (var j = 0; j < measured.Length; j++)
            {
                taken[j] = await MeasureAsync(measured[j].Run);
            }

            var baseline = (before + await MeasureAsync(theirs.SendAsync)) / 2;
            baselines[i] = baseline.TotalMicroseconds / RequestsInBlock;
            for (var j = 0; j < measured.Length; j++)
            {
                measured[j].Ratios[i] = taken[j] / baseline;
            }
        }

        Array.Sort(baselines);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"JwtBearer takes {baselines[Blocks / 2]:F1} microseconds a request."));
        foreach (var (what, _, ratios) in measured)
        {
            Report(what, ratios);
        }
    }

    private static void Report(string what, double[] ratios)
    {
        Array.Sort(ratios);
        var margin = (int)(0.98 * Math.Sqrt(Blocks));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} takes {ratios[Blocks / 2]:F3} of the processor time of JwtBearer (95 %: {ratios[(Blocks / 2) - margin]:F3} to {ratios[(Blocks / 2) + margin]:F3})."));
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Task> run)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < RequestsInBlock; i++)
        {
            await run();
        }

        return Environment.CpuUsage.TotalTime - start;
    }
}
