namespace Walk;

/// <summary>A method of the package that was entered.</summary>
internal sealed record Stop(string File, string Member)
{
    public string Folder => Path.GetDirectoryName(File) ?? "";
}
