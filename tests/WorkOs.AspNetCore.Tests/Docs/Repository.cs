namespace WorkOs.AspNetCore.Tests.Docs;

/// <summary>Finds files of the repository that the tests run in.</summary>
internal static class Repository
{
    public static string PathOf(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WorkOsAuth.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside of the repository.");
        }

        return Path.Combine(folder.FullName, path);
    }
}
