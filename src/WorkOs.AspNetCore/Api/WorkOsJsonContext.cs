using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkOsTokenRequest))]
[JsonSerializable(typeof(WorkOsLogoutRequest))]
[JsonSerializable(typeof(WorkOsRevokeRequest))]
[JsonSerializable(typeof(PendingSelection))]
[JsonSerializable(typeof(AccountSwitch))]
internal sealed partial class WorkOsJsonContext : JsonSerializerContext;
