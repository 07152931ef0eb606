using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSerializable(typeof(SignOutAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SignOutAnswerJson : JsonSerializerContext;
