using System.Buffers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Validates an id_token as specified in OpenID Connect Core 3.1.3.7: that it is genuine, and that it is for this sign-in and this application. Does
/// not depend on a request: keys, issuer and client are those of one scheme.
/// </summary>
/// <param name="keys">The keys of the issuer.</param>
/// <param name="rules">The rules for the claims.</param>
internal sealed class IdTokenValidator(SigningKeyCache keys, IdTokenRules rules)
{
    /// <summary>Validates a token. A refusal is a result, not an exception; only cancellation by the caller throws, while keys are fetched.</summary>
    public async ValueTask<IdTokenValidation> ValidateAsync(string token, IdTokenExpectation expected, CancellationToken cancellationToken)
    {
        if ((keys.Current ?? await keys.GetFreshAsync(cancellationToken)) is not { } known)
        {
            return IdTokenValidation.Refused(WorkOsTokenFailure.KeysUnavailable);
        }

        var outcome = Validate(token, known, expected);
        if (outcome.Refusal != nameof(WorkOsTokenFailure.UnknownKey))
        {
            return outcome;
        }

        var newer = await keys.GetNewerThanAsync(known, cancellationToken);
        return newer is null ? IdTokenValidation.Refused(WorkOsTokenFailure.KeysUnavailable)
            : newer == known ? outcome
            : Validate(token, newer, expected);
    }

    private IdTokenValidation Validate(string token, SigningKeySet known, IdTokenExpectation expected)
    {
        if (token.Length > CompactToken.MaxLength)
        {
            return IdTokenValidation.Refused(WorkOsTokenFailure.TooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(CompactToken.BufferSize(token.Length));
        try
        {
            var failure = CompactToken.TryOpen(token, buffer, out var compact);
            return failure == WorkOsTokenFailure.None ? Validate(compact, known, expected) : IdTokenValidation.Refused(failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private IdTokenValidation Validate(CompactToken compact, SigningKeySet known, IdTokenExpectation expected)
    {
        var failure = CheckSignature(compact, known);
        if (failure != WorkOsTokenFailure.None)
        {
            return IdTokenValidation.Refused(failure);
        }

        using var claims = compact.TryDecode(compact.Payload, out var payload) ? StrictJson.TryParseObject(payload.ToArray()) : null;
        if (claims is null)
        {
            return IdTokenValidation.Refused(WorkOsTokenFailure.Malformed);
        }

        return rules.FindRefusal(claims.RootElement, expected) ?? IdTokenValidation.Accepted(claims.RootElement.Clone());
    }

    private static WorkOsTokenFailure CheckSignature(CompactToken compact, SigningKeySet known)
    {
        if (!compact.TryDecode(compact.Header, out var header))
        {
            return WorkOsTokenFailure.Malformed;
        }

        var failure = TokenHeader.TryRead(header, out _);
        if (failure != WorkOsTokenFailure.None)
        {
            return failure;
        }

        // TokenHeader accepts the types of both access tokens and id_tokens.
        using var fields = StrictJson.TryParseObject(header.ToArray());
        if (fields?.RootElement.GetStringOrNull("typ") is { } type && type.EndsWith("at+jwt", StringComparison.OrdinalIgnoreCase))
        {
            return WorkOsTokenFailure.UnsupportedType;
        }

        return AccessTokenValidator.CheckSignature(compact, known);
    }
}
