using BenchmarkDotNet.Running;
using WorkOs.AspNetCore.Benchmarks;

if (args is ["paired"])
{
    await PairedSignIn.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());
