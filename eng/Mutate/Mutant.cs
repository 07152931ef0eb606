using System.Globalization;
using System.Text.Json;

namespace Mutate;

/// <summary>A change that Stryker made in a file of the package.</summary>
internal sealed record Mutant(int Id, string File, int Line, string Mutation, string Replacement)
{
    /// <summary>Whether it is in the initializer of a static field, which runs once per process.</summary>
    public bool IsOfStaticField { get; private init; }

    public string Folder => File.Split('/')[0];

    /// <summary>Whether it is in the file or below the folder.</summary>
    public bool IsIn(string place) =>
        File == place || File.StartsWith(place.TrimEnd('/') + '/', StringComparison.Ordinal);

    public override string ToString() => $"{File}:{Line}: {Mutation}: {Replacement}";

    /// <summary>Reads the mutants of a report that compile.</summary>
    public static IReadOnlyList<Mutant> Read(string report)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        return [.. document.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray(), (file, mutant) => (file.Name, Source: file.Value.GetProperty("source").GetString()!, mutant))
            .Where(pair => pair.mutant.GetProperty("status").GetString() is not ("CompileError" or "Ignored"))
            .Select(pair => new Mutant(
                int.Parse(pair.mutant.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
                pair.Name[(pair.Name.IndexOf("/WorkOs.AspNetCore/", StringComparison.Ordinal) + "/WorkOs.AspNetCore/".Length)..],
                pair.mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
                pair.mutant.GetProperty("mutatorName").GetString()!,
                Short(pair.mutant.GetProperty("replacement").GetString()!))
            {
                IsOfStaticField = IsInStaticField(pair.Source, pair.mutant.GetProperty("location").GetProperty("start")),
            })
            .OrderBy(mutant => mutant.Id)];
    }

    // Neither the report nor the coverage identifies all of them, so this checks that there is no semicolon between the field and the mutant.
    private static bool IsInStaticField(string source, JsonElement start)
    {
        var lines = source.Split('\n');
        var line = start.GetProperty("line").GetInt32() - 1;
        var before = string.Join('\n', lines.Take(line).Append(lines[line][..(start.GetProperty("column").GetInt32() - 1)]));
        return before.LastIndexOf("static readonly ", StringComparison.Ordinal) is >= 0 and var field && !before[field..].Contains(';', StringComparison.Ordinal);
    }

    private static string Short(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 120 ? $"{text[..120]}..." : text;
    }
}
