using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>Protects the question with a purpose of its own, so that no state, retry text or cookie passes for one.</summary>
internal sealed class AccountSwitchFormat(IDataProtectionProvider protection)
{
    private const int MaxLength = 8192;

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.AccountSwitch", "v1");

    public string Protect(AccountSwitch asked) =>
        _protector.Protect(JsonSerializer.Serialize(asked, AccountSwitchJson.Default.AccountSwitch));

    /// <summary>The question; <see langword="null"/> when the text is not one of ours.</summary>
    public AccountSwitch? Read(string? text) =>
        text is { Length: > 0 and <= MaxLength } && _protector.UnprotectOrNull(text) is { } json
            ? JsonSerializer.Deserialize(json, AccountSwitchJson.Default.AccountSwitch)
            : null;
}
