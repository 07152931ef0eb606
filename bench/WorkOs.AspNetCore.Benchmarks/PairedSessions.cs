using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// Requests with each kind of session and with the framework's cookie, in short alternating blocks, as in <see cref="PairedApi"/>. The framework's
/// cookie has the same claims. For AuthKit, it is also measured with the same tokens, as in an app that saves them.
/// </summary>
internal static class PairedSessions
{
    private const int WarmUps = 20_000;
    private const int RequestsInBlock = 200;
    private const int Blocks = 500;

    public static async Task RunAsync()
    {
        var (sso, authKit) = (await SessionTickets.OfSsoAsync(), await SessionTickets.OfAuthKitAsync());
        var withoutTokens = new AuthenticationTicket(authKit.Principal, new AuthenticationProperties(), authKit.AuthenticationScheme);
        using var framework = await SessionPipeline.FrameworkAsync("the framework's cookie with the claims of single sign-on", sso);
        await CompareAsync(framework, await SessionPipeline.SsoAsync(sso, isStored: false), await SessionPipeline.SsoAsync(sso, isStored: true));
        using var claims = await SessionPipeline.FrameworkAsync("the framework's cookie with the claims of AuthKit", withoutTokens);
        await CompareAsync(claims, await SessionPipeline.AuthKitAsync(authKit, isStored: false), await SessionPipeline.AuthKitAsync(authKit, isStored: true));
        using var tokens = await SessionPipeline.FrameworkAsync("the framework's cookie with the claims and tokens of AuthKit", authKit);
        await CompareAsync(tokens, await SessionPipeline.AuthKitAsync(authKit, isStored: false), await SessionPipeline.AuthKitAsync(authKit, isStored: true));
    }

    private static async Task CompareAsync(SessionPipeline baseline, params SessionPipeline[] others)
    {
        Console.WriteLine($"Against {baseline.Name}:");
        foreach (var other in others)
        {
            for (var i = 0; i < WarmUps; i++)
            {
                await baseline.SendAsync();
                await other.SendAsync();
            }

            var (times, microseconds) = (new double[Blocks], new double[Blocks]);
            for (var i = 0; i < Blocks; i++)
            {
                var before = await MeasureAsync(baseline);
                var measured = await MeasureAsync(other);
                microseconds[i] = measured.TotalMicroseconds / RequestsInBlock;
                times[i] = measured / ((before + await MeasureAsync(baseline)) / 2);
            }

            Array.Sort(times);
            Array.Sort(microseconds);
            var margin = (int)(0.98 * Math.Sqrt(Blocks));
            var (bytes, reference) = (await AllocatedAsync(other), await AllocatedAsync(baseline));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {other.Name}: {times[Blocks / 2]:F3} of the processor time (95 %: {times[(Blocks / 2) - margin]:F3} to {times[(Blocks / 2) + margin]:F3}; {microseconds[Blocks / 2]:F0} µs), {bytes / (double)reference:F2} of the allocation ({bytes / 1024.0:F1} KB, {reference / 1024.0:F1} KB)."));
            other.Dispose();
        }
    }

    private static async Task<TimeSpan> MeasureAsync(SessionPipeline pipeline)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < RequestsInBlock; i++)
        {
            await pipeline.SendAsync();
        }

        return Environment.CpuUsage.TotalTime - start;
    }

    private static async Task<long> AllocatedAsync(SessionPipeline pipeline)
    {
        var start = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < RequestsInBlock; i++)
        {
            await pipeline.SendAsync();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - start) / RequestsInBlock;
    }
}
