using System.Globalization;
using Mutate;

return args switch
{
    ["worker", var tests, var coverage, var mutant] => Worker.Run(tests, coverage, int.Parse(mutant, CultureInfo.InvariantCulture)),
    ["coverage", var tests, var coverage] => Coverage.Measure(tests, coverage),
    ["run", var tests, var report, var results, .. var options] => await Campaign.RunAsync(tests, report, results, options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Mutate run TESTS REPORT RESULTS [--again]");
    return 2;
}
