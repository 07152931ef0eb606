using System.Diagnostics;
using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Mutate;

/// <summary>The tests of an assembly, run in this process, one after the other.</summary>
internal sealed class Tests
{
    private static readonly string[] Excluded = ["Docs", "PublicApi", "Infrastructure"];

    // Excluded, because each of these tests takes seconds, and faster tests detect the same mutants.
    private const string Explorer = ".Tests.Orders.";
    private static readonly string[] Only = Environment.GetEnvironmentVariable("MUTATE_TESTS")?.Split(' ') ?? [string.Empty];
    private readonly AssemblyName _assembly;

    public Tests(string name)
    {
        var assembly = Assembly.Load(name);
        _assembly = assembly.GetName();
        using var framework = new XunitTestFramework(new Sink(_ => true));
        using var discoverer = framework.GetDiscoverer(new ReflectionAssemblyInfo(assembly));
        var found = new List<IXunitTestCase>();
        foreach (var type in assembly.GetTypes().Where(type => !type.FullName!.Contains(Explorer, StringComparison.Ordinal) && Only.Any(name => type.FullName!.Contains(name, StringComparison.Ordinal))))
        {
            using var done = new ManualResetEventSlim();
            discoverer.Find(type.FullName!, includeSourceInformation: false, new Sink(message =>
            {
                if (message is ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test })
                {
                    found.Add(test);
                }
                else if (message is IDiscoveryCompleteMessage)
                {
                    done.Set();
                }

                return true;
            }), new Options());
            done.Wait();
        }

        ByClass = found.Where(test => !test.Traits.TryGetValue("Room", out var rooms) || rooms.Except(Excluded, StringComparer.Ordinal).Any())
            .ToLookup(test => test.TestMethod.TestClass.Class.Name, StringComparer.Ordinal);
    }

    public ILookup<string, IXunitTestCase> ByClass { get; }

    /// <summary>The <see cref="Stopwatch.GetTimestamp"/> of the last test message; 0 if no test runs.</summary>
    public long Began { get; private set; }

    /// <summary>Runs tests until one fails, and returns the failed test.</summary>
    public IXunitTestCase? FirstFailure(IReadOnlyCollection<IXunitTestCase> tests, Action<IMessageSinkMessage>? observe = null)
    {
        using var framework = new XunitTestFramework(new Sink(_ => true));
        using var executor = framework.GetExecutor(_assembly);
        using var done = new ManualResetEventSlim();
        ITestCase? failed = null;
        executor.RunTests(tests, new Sink(message =>
        {
            Began = Stopwatch.GetTimestamp();
            observe?.Invoke(message);
            switch (message)
            {
                case ITestFailed failure:
                    failed ??= failure.TestCase;
                    break;
                case ITestClassCleanupFailure or ITestCleanupFailure or ITestCollectionCleanupFailure:
                    failed ??= tests.First();
                    break;
                case ITestAssemblyFinished:
                    done.Set();
                    break;
            }

            return failed is null;
        }), new Options());
        done.Wait();
        Began = 0;
        return (IXunitTestCase?)failed;
    }

    private sealed class Sink(Func<IMessageSinkMessage, bool> receive) : LongLivedMarshalByRefObject, IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) => receive(message);
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal)
        {
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.MaxParallelThreads"] = 1,
            ["xunit.execution.SynchronousMessageReporting"] = true,
        };

        public TValue? GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue?)value : default;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
