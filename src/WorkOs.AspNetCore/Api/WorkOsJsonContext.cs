using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkOsTokenRequest))]
[JsonSerializable(typeof(WorkOsLogoutRequest))]
internal sealed partial class WorkOsJsonContext : JsonSerializerContext;
