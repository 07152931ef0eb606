using System.Collections.Concurrent;
using System.Globalization;

namespace Mutate;

/// <summary>Runs every mutant of a report, and prints the score of each folder and the mutants that no test detected.</summary>
internal sealed class Campaign(string tests, string coverage, string results, IReadOnlyList<Mutant> mutants)
{
    private readonly ConcurrentDictionary<int, string> _status = new();
    private readonly ConcurrentQueue<(Mutant Mutant, string Mode, IReadOnlyList<Mutant> Neighbours)> _queue = new();
    private readonly Lock _file = new();

    public static async Task<int> RunAsync(string tests, string report, string results, string[] options)
    {
        var coverage = Path.ChangeExtension(results, ".coverage");
        if (!File.Exists(coverage))
        {
            using var measure = WorkerProcess.Start(tests, coverage, "coverage");
            await measure.EndAsync();
        }

        var chosen = options.Where(option => option[0] != '-').ToList();
        var mutants = Mutant.Read(report).Where(mutant => chosen.Count == 0 || chosen.Exists(mutant.IsIn)).ToList();
        var campaign = new Campaign(tests, coverage, results, mutants);
        campaign.Resume(keepSurvivors: !options.Contains("--again", StringComparer.Ordinal));
        await campaign.RunAsync();
        campaign.Print();
        return 0;
    }

    private void Resume(bool keepSurvivors)
    {
        if (File.Exists(results))
        {
            foreach (var line in File.ReadLines(results).Select(line => line.Split('\t')))
            {
                if (keepSurvivors || line[1] is "Killed" or "Timeout")
                {
                    _status[int.Parse(line[0], CultureInfo.InvariantCulture)] = line[1];
                }
            }
        }
    }

    private async Task RunAsync()
    {
        var covered = Coverage.AllOf(coverage);
        var isStatic = Coverage.StaticOf(coverage);
        var byFile = mutants.ToLookup(mutant => mutant.File, StringComparer.Ordinal);

        // Mutants that need a separate process run last, so that the other mutants can use shared processes without interruption.
        foreach (var mutant in mutants.Where(mutant => !_status.ContainsKey(mutant.Id)).OrderBy(IsStatic))
        {
            if (IsStatic(mutant))
            {
                _queue.Enqueue((mutant, Worker.First, [.. byFile[mutant.File].Where(other => !IsStatic(other))]));
            }
            else if (covered.Contains(mutant.Id))
            {
                _queue.Enqueue((mutant, Worker.Shared, [mutant]));
            }
            else
            {
                Note(mutant, "NoCoverage\t");
            }
        }

        var count = int.Parse(Environment.GetEnvironmentVariable("MUTATE_CONCURRENCY") ?? "2", CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(WorkAsync)));

        bool IsStatic(Mutant mutant) => mutant.IsOfStaticField || isStatic.Contains(mutant.Id);
    }

    private async Task WorkAsync()
    {
        WorkerProcess? worker = null;
        while (_queue.TryDequeue(out var next))
        {
            if (next.Mode != Worker.Shared)
            {
                worker?.Dispose();
                worker = null;
            }

            var active = next.Mode == Worker.Shared ? MutantSwitch.None : next.Mutant.Id;
            worker ??= WorkerProcess.Start(tests, coverage, "worker", active);
            var answer = await worker.TryAsync(next.Mutant, next.Mode, next.Neighbours);
            if (next.Mode != Worker.Shared || answer?.Split('\t')[0] is not ("Killed" or "Survived" or "Undecided"))
            {
                worker.Dispose();
                worker = null;
            }

            if (answer?.StartsWith("Tainted", StringComparison.Ordinal) == true)
            {
                _queue.Enqueue(next with { Mode = Worker.First });
            }
            else
            {
                Note(next.Mutant, answer ?? "Timeout\tcrash");
            }
        }

        worker?.Dispose();
    }

    private void Note(Mutant mutant, string answer)
    {
        _status[mutant.Id] = answer.Split('\t')[0];
        lock (_file)
        {
            File.AppendAllText(results, string.Create(CultureInfo.InvariantCulture, $"{mutant.Id}\t{answer}\t{mutant}\n"));
        }
    }

    private void Print()
    {
        foreach (var mutant in mutants.Where(mutant => _status[mutant.Id] is not ("Killed" or "Timeout")).OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line))
        {
            Console.WriteLine($"{_status[mutant.Id]}: {mutant}");
        }

        foreach (var folder in mutants.GroupBy(mutant => mutant.Folder, StringComparer.Ordinal))
        {
            var all = folder.Count();
            var detected = folder.Count(mutant => _status[mutant.Id] is "Killed" or "Timeout");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder.Key}: {detected} of {all} mutants detected, {100.0 * detected / all:F1} %"));
        }
    }
}
