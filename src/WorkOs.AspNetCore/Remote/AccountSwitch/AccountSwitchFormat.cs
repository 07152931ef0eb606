using Microsoft.AspNetCore.DataProtection;

namespace WorkOs.AspNetCore;

/// <summary>Protects the question with its own purpose, so that a state, a retry text or a cookie is not accepted as a question.</summary>
internal sealed class AccountSwitchFormat(IDataProtectionProvider protection)
{
    private const int MaxLength = 8192;

    private readonly IDataProtector _protector = protection.CreateProtector("WorkOs.AspNetCore.AccountSwitch", "v1");

    public string Protect(AccountSwitch asked) =>
        _protector.Protect(JsonSerializer.Serialize(asked, AccountSwitchJson.Default.AccountSwitch));

    /// <summary>The question; <see langword="null"/> if the text is not a valid one.</summary>
    public AccountSwitch? Read(string? text) =>
        text is { Length: > 0 and <= MaxLength } && _protector.UnprotectOrNull(text) is { } json
            ? JsonSerializer.Deserialize(json, AccountSwitchJson.Default.AccountSwitch)
            : null;
}
