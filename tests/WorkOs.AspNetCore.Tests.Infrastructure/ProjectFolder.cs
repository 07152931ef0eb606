namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Where the sources of a test project are: what npm installs and what other programs read stays there.</summary>
public static class ProjectFolder
{
    /// <summary>The nearest folder above the running tests that has the project file.</summary>
    public static string Find(string projectFile)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, projectFile)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above the tests has {projectFile}: run them from the build's own output folder.");
    }
}
