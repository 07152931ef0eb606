using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SampleSite.Tests.Blazor;

/// <summary>
/// <c>blazor.web.js</c> of .NET 9, which its <c>Microsoft.AspNetCore.Components.Endpoints.dll</c> has as a resource. That of .NET 10 is in a package that not
/// every registry serves. The protocol of circuits is the same.
/// </summary>
internal static class BlazorScript
{
    public static ReadOnlyMemory<byte> Bytes { get; } = Read();

    private static byte[] Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "blazor9", "Microsoft.AspNetCore.Components.Endpoints.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var names = metadata.ManifestResources.Select(handle => metadata.GetManifestResource(handle)).ToList();
        var resource = names.Find(found => metadata.GetString(found.Name).EndsWith("blazor.web.js", StringComparison.Ordinal));
        var reader = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        reader.Offset = (int)resource.Offset;
        return reader.ReadBytes(reader.ReadInt32());
    }
}
