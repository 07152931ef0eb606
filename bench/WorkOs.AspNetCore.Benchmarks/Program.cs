using BenchmarkDotNet.Running;
using WorkOs.AspNetCore.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new BenchmarkConfig());
