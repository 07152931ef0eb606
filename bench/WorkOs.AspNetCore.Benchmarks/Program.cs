using BenchmarkDotNet.Running;
using WorkOs.AspNetCore.Benchmarks;

if (args is ["paired"])
{
    await PairedSignIn.RunAsync();
    return;
}

if (args is ["api"])
{
    await PairedApi.RunAsync();
    return;
}

if (args is ["sizes"])
{
    await Sizes.RunAsync();
    return;
}

if (args is ["sessions"])
{
    await PairedSessions.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());
