using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSerializable(typeof(PendingSelection))]
internal sealed partial class PendingSelectionJson : JsonSerializerContext;
