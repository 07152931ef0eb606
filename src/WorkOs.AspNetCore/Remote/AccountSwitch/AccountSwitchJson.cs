using System.Text.Json.Serialization;

namespace WorkOs.AspNetCore;

[JsonSerializable(typeof(AccountSwitch))]
internal sealed partial class AccountSwitchJson : JsonSerializerContext;
