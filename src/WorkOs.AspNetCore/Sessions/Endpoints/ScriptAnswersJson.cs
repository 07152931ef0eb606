using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(AntiforgeryAnswer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ScriptAnswersJson : JsonSerializerContext;
