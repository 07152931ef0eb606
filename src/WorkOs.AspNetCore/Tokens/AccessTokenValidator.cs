using System.Buffers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Validates AuthKit access tokens. Cheap checks come first and the signature next. The claims are read only after the signature has been verified.
/// </summary>
internal sealed class AccessTokenValidator(SigningKeyCache keys, TokenValidationSettings settings, ValidatedTokenCache? validated = null)
{
    /// <summary>Whether tokens of this issuer are accepted at all.</summary>
    public bool IsIssuedBy(string issuer) => settings.Accepts(issuer);

    /// <summary>Whether tokens with the audience of this one are accepted at all.</summary>
    public bool HasAudience(AccessToken token) => settings.AcceptsAudience(token);

    /// <summary>Whether tokens of the client of this one are accepted at all.</summary>
    public bool HasClient(AccessToken token) => settings.AcceptsClient(token);

    /// <summary>Validates a token. A refusal is a result, not an exception; only cancellation by the caller throws, while keys are fetched.</summary>
    public ValueTask<TokenValidation> ValidateAsync(string token, CancellationToken cancellationToken) => keys.Current is { } known
        ? ValidateAsync(token, known, cancellationToken)
        : ValidateWithFreshKeysAsync(token, cancellationToken);

    /// <summary>Reads a token without verifying it: only for a token that came from WorkOS's token endpoint over TLS.</summary>
    public static AccessToken? ReadFromTokenEndpoint(string token) => UnverifiedToken.Read(token);

    // Keys that are too old are not used, neither to verify a token nor to find it in the cache.
    private async ValueTask<TokenValidation> ValidateWithFreshKeysAsync(string token, CancellationToken cancellationToken) =>
        await keys.GetFreshAsync(cancellationToken) is { } fresh
            ? await ValidateAsync(token, fresh, cancellationToken)
            : TokenValidation.Refused(WorkOsTokenFailure.KeysUnavailable);

    private ValueTask<TokenValidation> ValidateAsync(string token, SigningKeySet known, CancellationToken cancellationToken)
    {
        if (validated?.Find(token, known) is { } remembered)
        {
            return ValueTask.FromResult(Judge(remembered));
        }

        var outcome = Validate(token, known);
        return outcome.Failure == WorkOsTokenFailure.UnknownKey
            ? ValidateWithNewerKeysAsync(token, known, cancellationToken)
            : ValueTask.FromResult(outcome);
    }

    private async ValueTask<TokenValidation> ValidateWithNewerKeysAsync(string token, SigningKeySet known, CancellationToken cancellationToken)
    {
        var newer = await keys.GetNewerThanAsync(known, cancellationToken);
        return newer is null ? TokenValidation.Refused(WorkOsTokenFailure.KeysUnavailable)
            : newer == known ? TokenValidation.Refused(WorkOsTokenFailure.UnknownKey)
            : Validate(token, newer);
    }

    private TokenValidation Validate(string token, SigningKeySet known)
    {
        if (token.Length > CompactToken.MaxLength)
        {
            return TokenValidation.Refused(WorkOsTokenFailure.TooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(CompactToken.BufferSize(token.Length));
        try
        {
            var outcome = Validate(token, buffer, known);
            if (outcome.Succeeded)
            {
                validated?.Add(token, known, outcome.Token);
            }

            return outcome;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private TokenValidation Validate(ReadOnlySpan<char> token, Span<byte> buffer, SigningKeySet known)
    {
        var failure = CompactToken.TryOpen(token, buffer, out var compact);
        if (failure == WorkOsTokenFailure.None)
        {
            failure = CheckSignature(compact, known);
        }

        if (failure != WorkOsTokenFailure.None)
        {
            return TokenValidation.Refused(failure);
        }

        if (!compact.TryDecode(compact.Payload, out var payload))
        {
            return TokenValidation.Refused(WorkOsTokenFailure.Malformed);
        }

        failure = AccessTokenReader.TryRead(payload, out var read);
        return read is null ? TokenValidation.Refused(failure) : Judge(read);
    }

    /// <summary>Verifies the signature of a token of any kind with the known key that its header names.</summary>
    internal static WorkOsTokenFailure CheckSignature(CompactToken compact, SigningKeySet known)
    {
        if (!compact.TryDecode(compact.Header, out var header))
        {
            return WorkOsTokenFailure.Malformed;
        }

        var failure = TokenHeader.TryRead(header, out var keyId);
        if (failure != WorkOsTokenFailure.None)
        {
            return failure;
        }

        if (known.Find(keyId) is not { } key)
        {
            return WorkOsTokenFailure.UnknownKey;
        }

        if (!key.IsUsable)
        {
            return WorkOsTokenFailure.UnsuitableKey;
        }

        return compact.TryDecode(compact.Signature, out var signature) && key.Verifies(compact.SigningInput, signature)
            ? WorkOsTokenFailure.None
            : WorkOsTokenFailure.InvalidSignature;
    }

    private TokenValidation Judge(AccessToken token)
    {
        var failure = FindFault(token);
        return failure == WorkOsTokenFailure.None ? TokenValidation.Accepted(token) : TokenValidation.Refused(failure, settings.Explain(failure, token));
    }

    private WorkOsTokenFailure FindFault(AccessToken token)
    {
        if (!settings.Accepts(token.Issuer))
        {
            return WorkOsTokenFailure.InvalidIssuer;
        }

        if (settings.Connect is null && !settings.AcceptsClient(token))
        {
            return WorkOsTokenFailure.InvalidClient;
        }

        if (settings.Connect?.FindFault(token) is { } fault and not WorkOsTokenFailure.None)
        {
            return fault;
        }

        if (!settings.AcceptsAudience(token))
        {
            return WorkOsTokenFailure.InvalidAudience;
        }

        if (settings.RequireSubject && string.IsNullOrEmpty(token.Subject))
        {
            return WorkOsTokenFailure.MissingSubject;
        }

        if (token.ExpiresAt is not { } expiresAt)
        {
            return WorkOsTokenFailure.MissingExpiry;
        }

        // The skew is applied to the current time and not to the dates of the token, which can be so close to the maximum that they would overflow.
        var now = settings.TimeProvider.GetUtcNow();
        return expiresAt <= now - settings.ClockSkew ? WorkOsTokenFailure.Expired
            : token.NotBefore > now + settings.ClockSkew ? WorkOsTokenFailure.NotYetValid
            : token.IssuedAt > now + settings.ClockSkew ? WorkOsTokenFailure.IssuedInFuture
            : settings.RequireSession && !token.HasSession ? WorkOsTokenFailure.MissingSession
            : WorkOsTokenFailure.None;
    }
}
