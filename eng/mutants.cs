// Prints the score of a report of Stryker, and each mutant that no test detected. Usage: dotnet run eng/mutants.cs -- REPORT
#:property PublishAot=false
using System.Globalization;
using System.Text.Json;

using var report = JsonDocument.Parse(File.ReadAllText(args[0]));
var mutants = report.RootElement.GetProperty("files").EnumerateObject()
    .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray().Select(mutant => (
        File: Path.GetRelativePath(Environment.CurrentDirectory, file.Name),
        Line: mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
        Status: mutant.GetProperty("status").GetString()!,
        Mutation: mutant.GetProperty("mutatorName").GetString()!,
        Replacement: mutant.GetProperty("replacement").GetString()!)))
    .ToList();

var detected = mutants.Count(mutant => mutant.Status is "Killed" or "Timeout");
var undetected = mutants.Where(mutant => mutant.Status is "Survived" or "NoCoverage").OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line).ToList();
foreach (var mutant in undetected)
{
    var replacement = string.Join(' ', mutant.Replacement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.WriteLine($"{mutant.File}:{mutant.Line}: {mutant.Status}: {mutant.Mutation}: {(replacement.Length > 120 ? replacement[..120] + "..." : replacement)}");
}

var all = detected + undetected.Count;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{detected} of {all} mutants detected: {(all == 0 ? 100 : 100.0 * detected / all):F1} %, {undetected.Count} not"));
