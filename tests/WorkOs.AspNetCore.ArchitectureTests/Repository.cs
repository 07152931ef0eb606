using System.Runtime.CompilerServices;

namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>Finds files of this repository.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    // The path of this file may have been mapped for a deterministic build: the output folder is below the repository, too.
    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile) })
        {
            for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "WorkOsAuth.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("The repository was not found above the test's output folder.");
    }
}
