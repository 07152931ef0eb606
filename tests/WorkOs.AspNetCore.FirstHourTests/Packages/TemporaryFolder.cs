namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>A folder outside of the repository, so that none of its settings reach what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += OnProcessExit;

    public string Path { get; } = Directory.CreateTempSubdirectory("first-hour-").FullName;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Delete();
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => Delete();

    private void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
