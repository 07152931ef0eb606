using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSerializable(typeof(ProtectedResourceMetadata))]
internal sealed partial class ProtectedResourceJsonContext : JsonSerializerContext;
