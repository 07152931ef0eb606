using System.Globalization;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Mutate;

/// <summary>The mutants that each test runs, from a file with one line per test.</summary>
internal sealed class Coverage
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly List<(IXunitTestCase Test, double Milliseconds)> _all = [];
    private readonly Dictionary<int, List<(IXunitTestCase Test, double Milliseconds)>> _tests = [];

    public Coverage(Tests tests, string file)
    {
        var byId = tests.ByClass.SelectMany(group => group).ToLookup(test => test.UniqueID, StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Select(line => line.Split('\t')))
        {
            foreach (var test in byId[line[0]])
            {
                _all.Add((test, double.Parse(line[1], Culture)));
                foreach (var mutant in Numbers(line[2]))
                {
                    (_tests.TryGetValue(mutant, out var list) ? list : _tests[mutant] = []).Add(_all[^1]);
                }
            }
        }
    }

    /// <summary>All tests that were measured.</summary>
    public IReadOnlyCollection<(IXunitTestCase Test, double Milliseconds)> Tests => _all;

    public IReadOnlyCollection<(IXunitTestCase Test, double Milliseconds)> this[int mutant] => _tests.TryGetValue(mutant, out var tests) ? tests : [];

    /// <summary>The mutants that run once per process, from the line without a test.</summary>
    public static HashSet<int> StaticOf(string file) => [.. File.ReadLines(file).Select(line => line.Split('\t')).Where(line => line[0].Length == 0).SelectMany(line => Numbers(line[2]))];

    public static HashSet<int> AllOf(string file) => [.. File.ReadLines(file).SelectMany(line => Numbers(line.Split('\t')[2]))];

    public static int Measure(string assembly, string file)
    {
        var mutants = new MutantSwitch();
        mutants.Capture();
        var tests = new Tests(assembly);
        var isStatic = new HashSet<int>();
        var lines = new List<string>();
        foreach (var group in tests.ByClass)
        {
            List<IXunitTestCase> left = [.. group];
            Dictionary<string, (double Milliseconds, IReadOnlyCollection<int> Mutants)> byTest = new(StringComparer.Ordinal);
            HashSet<int> around = [];
            while (left.Count > 0 && tests.FirstFailure(left, Observe) is { } failed)
            {
                Console.Error.WriteLine($"Fails without a mutant, left out: {failed.DisplayName}");
                left.RemoveAll(test => test.UniqueID == failed.UniqueID);
            }

            around.UnionWith(Take());
            foreach (var test in left)
            {
                var (milliseconds, covered) = byTest[test.UniqueID];
                lines.Add(string.Create(Culture, $"{test.UniqueID}\t{milliseconds:F0}\t{string.Join(',', covered.Union(around))}"));
            }

            void Observe(IMessageSinkMessage message)
            {
                if (message is ITestStarting)
                {
                    around.UnionWith(Take());
                }
                else if (message is ITestFinished finished)
                {
                    var before = byTest.GetValueOrDefault(finished.TestCase.UniqueID, (0, []));
                    byTest[finished.TestCase.UniqueID] = (before.Milliseconds + ((double)finished.ExecutionTime * 1000), [.. before.Mutants, .. Take()]);
                }
            }
        }

        lines.Add(string.Create(Culture, $"\t0\t{string.Join(',', isStatic)}"));
        File.WriteAllLines(file, lines);
        return 0;

        IReadOnlyCollection<int> Take()
        {
            var (covered, ofStatics) = mutants.TakeCovered();
            isStatic.UnionWith(ofStatics);
            return covered;
        }
    }

    private static IEnumerable<int> Numbers(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, Culture));
}
