using System.Text.Json;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The folder of this project: WireMock reads the mapping files, and npm puts its jar, where they are edited.</summary>
internal static class TestFolder
{
    public static string Root { get; } = ProjectFolder.Find("WorkOs.AspNetCore.WireMockTests.csproj");

    /// <summary>The jar that <c>npm ci</c> installs; <see langword="null"/> before it ran.</summary>
    public static string? WireMockJar
    {
        get
        {
            var folder = Path.Combine(Root, "node_modules", "wiremock", "build");
            return Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "wiremock-standalone-*.jar").SingleOrDefault()
                : null;
        }
    }

    /// <summary>The names of the mapping files in a folder below <c>mappings</c>.</summary>
    public static IReadOnlyList<string> MappingNames(params string[] folder) =>
        [.. Directory.EnumerateFiles(Path.Combine([Root, "mappings", .. folder]), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    /// <summary>A mapping file, as WireMock reads it.</summary>
    public static JsonElement ReadMapping(string folder, string name) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, "mappings", folder, name + ".json")));
}
