using WorkOs.AspNetCore.Tests.Docs;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>
/// Everything that the package puts into cookies, addresses, the cache and its memory, in every other place that it could be
/// moved to. The table is that of docs/security.md; set <c>ACCEPT_SECURITY_TABLE=1</c> to write it anew.
/// </summary>
[Trait("Room", "Bearer")]
[Trait("Room", "Clients")]
[Trait("Room", "Cookies")]
[Trait("Room", "Remote")]
[Trait("Room", "Sessions")]
public sealed class StorageTests
{
    private const string Accept = "ACCEPT_SECURITY_TABLE";

    private static readonly IReadOnlyList<Cell> Table =
        [.. SignInCells.All, .. RecoveryCells.All, .. SessionCells.All, .. MarkCells.All, .. LeaseCells.All, .. TokenCells.All, .. ApiKeyCells.All, .. PurposeCells.All];

    public static TheoryData<string, string> Cells
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var cell in Table)
            {
                rows.Add(cell.Value, cell.Place);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_stored_value_is_accepted_only_where_its_cell_says(string value, string moved_to)
    {
        var cell = Table.Single(cell => cell.Value == value && cell.Place == moved_to);

        Assert.Equal(cell.Outcome, await cell.MoveAsync());
    }

    [Fact]
    public void The_documentation_lists_the_same_cells()
    {
        var file = Repository.PathOf("docs/security.md");
        var page = File.ReadAllLines(file);
        var first = Array.IndexOf(page, "| value | moved to | result | why |") + 2;
        Assert.True(first >= 2, "The table is missing.");
        var listed = page.Skip(first).TakeWhile(static line => line.StartsWith('|')).ToList();
        var rows = Table.Select(static cell => cell.Row).ToList();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllLines(file, [.. page.Take(first), .. rows, .. page.Skip(first + listed.Count)]);
            listed = rows;
        }

        var difference = listed.Except(rows, StringComparer.Ordinal).Select(static row => "- " + row)
            .Concat(rows.Except(listed, StringComparer.Ordinal).Select(static row => "+ " + row));
        Assert.True(rows.SequenceEqual(listed, StringComparer.Ordinal), $"Review the change, then run the test with {Accept}=1.\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void The_documentation_names_every_file_of_attacks()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/security.md"));
        var files = Directory.EnumerateFiles(Repository.PathOf("tests/WorkOs.AspNetCore.Tests/Attacks"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => File.ReadAllText(file).Contains("[Fact]", StringComparison.Ordinal) || File.ReadAllText(file).Contains("[Theory]", StringComparison.Ordinal));

        Assert.All(files, file => Assert.Contains($"/{Path.GetFileName(file)})", page, StringComparison.Ordinal));
    }
}
