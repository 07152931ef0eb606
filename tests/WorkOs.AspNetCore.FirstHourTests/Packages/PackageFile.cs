using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>A package as a source serves it.</summary>
internal sealed class PackageFile
{
    private readonly Dictionary<string, byte[]> _entries;

    private PackageFile(Dictionary<string, byte[]> entries)
    {
        _entries = entries;
        using var nuspec = new MemoryStream(entries.Single(entry => entry.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>The element of the nuspec that has all others.</summary>
    public XElement Metadata { get; }

    public static PackageFile Read(string folder, string name, string extension)
    {
        using var zip = ZipFile.OpenRead(Directory.EnumerateFiles(folder, $"{name}.*.{extension}").Single(file => char.IsAsciiDigit(Path.GetFileName(file)[name.Length + 1])));
        return new(zip.Entries.ToDictionary(entry => entry.FullName, Bytes, StringComparer.Ordinal));
    }

    /// <summary>An element of the nuspec, or null.</summary>
    public XElement? Element(string name) => Metadata.Element(Metadata.Name.Namespace + name);

    public byte[] BytesOf(string path) => _entries[path];

    public string TextOf(string path) => Encoding.UTF8.GetString(BytesOf(path)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
