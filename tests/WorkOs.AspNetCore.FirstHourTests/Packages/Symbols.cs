using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>What a portable PDB says of the sources.</summary>
internal sealed record Symbols(BlobContentId Id, IReadOnlyList<string> Documents, IReadOnlyList<string> DocumentsWithoutSource, string SourceLink)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid SourceLinkJson = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    /// <summary>The id that an assembly has of its symbols.</summary>
    public static BlobContentId IdIn(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        var entry = reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        return new(reader.ReadCodeViewDebugDirectoryData(entry).Guid, entry.Stamp);
    }

    public static Symbols Read(byte[] pdb)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        var reader = provider.GetMetadataReader();
        var documents = reader.Documents.ToDictionary(handle => handle, handle => reader.GetString(reader.GetDocument(handle).Name));
        var embedded = Informations(reader, EmbeddedSource).Select(information => (DocumentHandle)information.Parent).ToHashSet();
        var link = Informations(reader, SourceLinkJson).Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value))).SingleOrDefault(string.Empty);
        return new(
            new(reader.DebugMetadataHeader!.Id), [.. documents.Values], [.. documents.Where(document => !embedded.Contains(document.Key)).Select(document => document.Value)], link);
    }

    private static IEnumerable<CustomDebugInformation> Informations(MetadataReader reader, Guid kind) => reader.CustomDebugInformation
        .Select(reader.GetCustomDebugInformation)
        .Where(information => reader.GetGuid(information.Kind) == kind);
}
