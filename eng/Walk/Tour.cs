using System.Text.RegularExpressions;

namespace Walk;

/// <summary>The README's list of the files of one sign-in.</summary>
internal static partial class Tour
{
    /// <summary>Compares the list with the walk: every file once, in the order of its first call.</summary>
    public static bool IsTrue(string readme, IEnumerable<Stop> walk)
    {
        var listed = Entry().Matches(readme).Select(match => match.Groups[1].Value).ToList();
        var visited = walk.Select(stop => stop.File).Distinct().ToList();
        if (listed.SequenceEqual(visited))
        {
            return true;
        }

        Console.Error.WriteLine("The README's tour of a sign-in is not what the package does. It should list:");
        foreach (var file in visited)
        {
            Console.Error.WriteLine($"  {file}");
        }

        return false;
    }

    [GeneratedRegex(@"^\d+\. \[[^\]]+\]\(src/WorkOs\.AspNetCore/([^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
