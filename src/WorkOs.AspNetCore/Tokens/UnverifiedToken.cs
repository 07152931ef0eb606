using System.Buffers;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// Reads tokens without verifying them. The result can select the scheme that verifies the token. It is trusted only if WorkOS's token endpoint
/// returned the token over TLS.
/// </summary>
internal static class UnverifiedToken
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 32 };

    public static AccessToken? Read(string token) =>
        token.Length <= CompactToken.MaxLength
        && Ascii.IsValid(token)
        && token.Split('.') is [_, var payload, _]
        && StrictBase64Url.TryDecode(payload, out var json)
        && AccessTokenReader.TryRead(json, out var read) == WorkOsTokenFailure.None
            ? read
            : null;

    public static string? ReadIssuer(string token)
    {
        if (token.Length > CompactToken.MaxLength)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(CompactToken.BufferSize(token.Length));
        try
        {
            return CompactToken.TryOpen(token, buffer, out var compact) == WorkOsTokenFailure.None && compact.TryDecode(compact.Payload, out var payload)
                ? ReadIssuer(payload)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader throws these exceptions if its input is not JSON, or if a string is not valid text.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static string? ReadIssuer(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIssuer = reader.ValueTextEquals(TokenClaimNames.Issuer);
            reader.Read();
            if (isIssuer)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
