using System.Buffers;

namespace WorkOs.AspNetCore;

/// <summary>The issuer that a token names, before anything of it was verified: it chooses who verifies the token, and is believed by nobody.</summary>
internal static class UnverifiedIssuer
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 32 };

    public static string? Read(string token)
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
            // How Utf8JsonReader says that its input is not JSON, and that a string is not text.
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
