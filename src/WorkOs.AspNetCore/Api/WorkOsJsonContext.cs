using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkOsTokenRequest))]
[JsonSerializable(typeof(WorkOsLogoutRequest))]
[JsonSerializable(typeof(WorkOsRevokeRequest))]
[JsonSerializable(typeof(WorkOsApiKeyRequest))]
[JsonSerializable(typeof(WorkOsPortalLinkRequest))]
internal sealed partial class WorkOsJsonContext : JsonSerializerContext;
