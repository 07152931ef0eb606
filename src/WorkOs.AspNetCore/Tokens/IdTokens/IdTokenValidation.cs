using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>The result of validating an id_token: its claims, or the reason why it was refused.</summary>
internal readonly record struct IdTokenValidation
{
    /// <summary>The claims; <see langword="null"/> for a token that was refused.</summary>
    public JsonElement? Claims { get; private init; }

    /// <summary>The name of a <see cref="WorkOsTokenFailure"/> or <see cref="IdTokenFailure"/>; <see langword="null"/> for a token that was accepted.</summary>
    public string? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Claims))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Whether the token could not be validated, because the keys cannot be fetched.</summary>
    public bool IsOutage => Refusal == nameof(WorkOsTokenFailure.KeysUnavailable);

    public static IdTokenValidation Accepted(JsonElement claims) => new() { Claims = claims };

    public static IdTokenValidation Refused(WorkOsTokenFailure failure) => new() { Refusal = failure.ToString() };

    public static IdTokenValidation Refused(IdTokenFailure failure) => new() { Refusal = failure.ToString() };
}
