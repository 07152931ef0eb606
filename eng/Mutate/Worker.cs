using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Mutate;

/// <summary>
/// Reads one mutant per line and writes its result. The process is used for many mutants, so a failed test runs again without the mutant: if it still
/// fails, an earlier mutant has changed the state of the process, and the result is not valid. Then it runs again with the mutant: if it passes, it
/// has failed for another reason, such as a busy machine.
/// </summary>
internal sealed class Worker(Tests tests, MutantSwitch mutants, Coverage coverage)
{
    public const string Prefix = "mutant ";

    /// <summary>The process also runs other mutants.</summary>
    public const string Shared = "shared";

    /// <summary>The process was started for this mutant.</summary>
    public const string First = "first";

    /// <summary>Instead of a list of mutants: the file has no other mutant that shows which tests run it.</summary>
    public const string AllTests = "*";

    private const int RememberedKillers = 6;
    private const int Namesakes = 5;
    private const int FirstOfClass = 3;

    private static readonly TimeSpan Glance = Environment.GetEnvironmentVariable("MUTATE_QUICK") is { } seconds
        ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
        : TimeSpan.MaxValue;

    // A loop that does not end takes processor time; a wait that does not end takes none.
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(75);

    private readonly List<string> _killers = [];
    private string _current = "";
    private (long Began, TimeSpan Processor) _test;

    /// <summary>Switches the mutant on before the tests are discovered, because discovery runs static initializers.</summary>
    public static int Run(string assembly, string file, int mutant)
    {
        var mutants = new MutantSwitch();
        mutants.On(mutant);
        var tests = new Tests(assembly);
        var coverage = new Coverage(tests, file);
        mutants.Off();
        new Worker(tests, mutants, coverage).Listen();
        return 0;
    }

    private void Listen()
    {
        using var watch = new Timer(_ => EndWhenStuck(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        while (Console.ReadLine()?.Split(' ') is [var mutant, var mode, var file, var neighbours])
        {
            _current = mutant;
            var id = int.Parse(mutant, CultureInfo.InvariantCulture);
            var covering = (neighbours == AllTests ? coverage.Tests : neighbours.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).SelectMany(each => coverage[each]))
                .Concat(mode == First ? NamedLike(file) : [])
                .DistinctBy(test => test.Test.UniqueID, StringComparer.Ordinal);
            Answer(Try(id, mode == Shared, InOrder(file, [.. covering.OrderBy(test => test.Milliseconds).Select(test => test.Test)])));
        }
    }

    private string Try(int id, bool isShared, IEnumerable<IReadOnlyCollection<IXunitTestCase>> batches)
    {
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var batch in batches)
        {
            if (Process.GetCurrentProcess().TotalProcessorTime - start > Glance)
            {
                return "Undecided\t";
            }

            mutants.On(id);
            var failed = tests.FirstFailure(batch);
            mutants.Off();
            if (failed is null)
            {
                continue;
            }

            _killers.Remove(failed.UniqueID);
            _killers.Insert(0, failed.UniqueID);
            if (isShared && tests.FirstFailure([failed]) is not null)
            {
                return $"Tainted\t{failed.DisplayName}";
            }

            mutants.On(id);
            var failedAgain = tests.FirstFailure([failed]) is not null;
            mutants.Off();
            if (failedAgain)
            {
                return $"Killed\t{failed.DisplayName}";
            }
        }

        return "Survived\t";
    }

    /// <summary>
    /// The order of the tests: those that detected earlier mutants, the classes with names like the file, a few fast tests of each other class, the
    /// rest.
    /// </summary>
    private IEnumerable<IReadOnlyCollection<IXunitTestCase>> InOrder(string file, IReadOnlyList<IXunitTestCase> tests)
    {
        var words = Words(file);
        var killers = tests.Where(test => _killers.IndexOf(test.UniqueID) is >= 0 and < RememberedKillers).OrderBy(test => _killers.IndexOf(test.UniqueID)).ToList();
        foreach (var killer in killers)
        {
            yield return [killer];
        }

        var classes = tests.Except(killers).GroupBy(test => test.TestMethod.TestClass.Class.Name, StringComparer.Ordinal)
            .OrderByDescending(group => Words(group.Key).Intersect(words, StringComparer.Ordinal).Count()).ToList();
        foreach (var group in classes.Take(Namesakes))
        {
            yield return [.. group];
        }

        foreach (var group in classes.Skip(Namesakes))
        {
            yield return [.. group.Take(FirstOfClass)];
        }

        foreach (var group in classes.Skip(Namesakes).Where(group => group.Skip(FirstOfClass).Any()))
        {
            yield return [.. group.Skip(FirstOfClass)];
        }
    }

    // Expression-bodied methods may have no other mutant that shows which tests run them.
    private IEnumerable<(IXunitTestCase Test, double Milliseconds)> NamedLike(string file)
    {
        var words = Words(Path.GetFileName(file));
        return coverage.Tests.Where(test => !words.Except(Words(test.Test.TestMethod.TestClass.Class.Name), StringComparer.Ordinal).Any());
    }

    private void EndWhenStuck()
    {
        var began = tests.Began;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        if (began != _test.Began)
        {
            _test = (began, processor);
        }
        else if (began != 0 && (processor - _test.Processor > Work || Stopwatch.GetElapsedTime(began) > Wait))
        {
            Answer("Timeout\t");
            Environment.Exit(0);
        }
    }

    private static List<string> Words(string name) => [.. Regex.Matches(name, "[A-Z][a-z]+", RegexOptions.NonBacktracking).Select(match => match.Value)];

    private void Answer(string text) => Console.WriteLine($"{Prefix}{_current}\t{text.ReplaceLineEndings(" ")}");
}
