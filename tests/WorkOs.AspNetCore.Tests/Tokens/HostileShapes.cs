using System.Text;
using static WorkOs.AspNetCore.Tests.Tokens.HostileToken;
using static WorkOs.AspNetCore.WorkOsTokenFailure;

namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>Tokens that are not three parts of strict base64url that hold UTF-8.</summary>
internal static class HostileShapes
{
    public static IEnumerable<HostileToken> All =>
    [
        new("nothing", Malformed, () => ""),
        new("one dot", Malformed, () => "."),
        new("two dots", Malformed, () => ".."),
        new("four dots", Encrypted, () => "...."),
        new("one part", Malformed, () => TokenForge.Encode(TokenForge.Header)),
        new("ten thousand dots", Malformed, () => new string('.', 10_000)),
        new("a word", Malformed, () => "null"),
        new("a JSON serialization", Malformed, () => $$"""{"payload":"{{TokenForge.Encode(TokenForge.Payload)}}","signatures":[]}"""),
        new("a percent-encoded token", Malformed, () => TokenForge.Good().Replace(".", "%2E", StringComparison.Ordinal)),

        Changed("no signature and no dot", Malformed, token => token[..token.LastIndexOf('.')]),
        Changed("a fourth part", Malformed, token => token + ".e30"),
        Changed("an empty fourth part", Malformed, token => token + "."),
        Changed("two more parts", Encrypted, token => token + ".e30.e30"),
        Changed("no header", Malformed, token => token[token.IndexOf('.', StringComparison.Ordinal)..]),
        Changed("a dot in front", Malformed, token => "." + token),

        Changed("space in front", Malformed, token => " " + token),
        Changed("space behind", InvalidSignature, token => token + " "),
        Changed("line feed behind", InvalidSignature, token => token + "\n"),
        Changed("carriage return behind", InvalidSignature, token => token + "\r\n"),
        Changed("NUL behind", InvalidSignature, token => token + "\0"),
        Changed("tab in the header", Malformed, token => token.Insert(5, "\t")),
        Changed("line feed in the signature", InvalidSignature, token => token.Insert(token.Length - 5, "\n")),
        Changed("quotes around it", Malformed, token => $"\"{token}\""),
        Changed("the scheme still before it", Malformed, token => "Bearer " + token),
        Changed("two tokens with a comma, five parts by their dots", Encrypted, token => $"{token},{token}"),

        Changed("padding behind the signature", InvalidSignature, token => token + "=="),
        Changed("one padding character behind the signature", InvalidSignature, token => token + "="),
        Changed("percent signs as padding", InvalidSignature, token => token + "%%"),
        Changed("signature in the other base64 alphabet", InvalidSignature, token => token[..^2] + "+/"),
        Changed("last character not canonical", InvalidSignature, token => token[..^1] + NextInAlphabet(token[^1])),
        Changed("full-width full stops", Malformed, token => token.Replace('.', '．')),
        Changed("a letter in another script", Malformed, token => "е" + token[1..]),
        Changed("a letter outside ASCII at the end", Malformed, token => token + "é"),
        Changed("half a surrogate pair", Malformed, token => token + "\ud800"),
        Changed("a zero-width space", Malformed, token => token.Insert(10, "\u200b")),

        new("header with padding, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode("{\"alg\":\"RS256\" }")}=.{TokenForge.Encode(TokenForge.Payload)}")),
        new("payload with padding, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.{TokenForge.Encode(PayloadOfLength(1))}==")),
        new("payload with a space, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.{TokenForge.Encode(TokenForge.Payload)} ")),
        new("payload not canonical, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.{NotCanonical(PayloadOfLength(1))}")),
        new("payload of impossible length", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.{TokenForge.Encode(PayloadOfLength(0))}A")),
        new("payload empty, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.")),
        new("payload unencoded, signed like that", Malformed, () => TokenForge.SignInput($"{TokenForge.Encode(TokenForge.Header)}.{{}}")),

        new("header in UTF-16", Malformed, () => TokenForge.Sign(Encoding.Unicode.GetBytes(TokenForge.Header), Encoding.UTF8.GetBytes(TokenForge.Payload))),
        new("header in Latin-1", Malformed, () => TokenForge.Sign(Encoding.Latin1.GetBytes("{\"alg\":\"RS256\",\"x\":\"é\"}"), Encoding.UTF8.GetBytes(TokenForge.Payload))),
        new("payload in UTF-16", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), Encoding.Unicode.GetBytes(TokenForge.Payload))),
        new("payload in Latin-1", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), Encoding.Latin1.GetBytes(TokenForge.PayloadWith(",\"x\":\"é\"")))),
        new("payload with an overlong slash", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), WithBytes("\"*\"", 0xC0, 0xAF))),
        new("payload with an overlong slash where nobody reads", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), WithBytes("{\"y\":\"*\"}", 0xC0, 0xAF))),
        new("payload with an encoded surrogate", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), WithBytes("\"*\"", 0xED, 0xA0, 0x80))),
        new("payload compressed", Malformed, () => TokenForge.Sign(Encoding.UTF8.GetBytes(TokenForge.Header), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])),
        new("payload a token itself", Malformed, () => TokenForge.Sign(TokenForge.Header, TokenForge.Good())),

        new("one character too long", TooLarge, () => Padded(16 * 1024 + 1)),
        new("a megabyte", TooLarge, () => TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith($",\"x\":\"{new string('x', 1_000_000)}\""))),
        new("a megabyte of nothing", TooLarge, () => new string('A', 1_000_000)),
    ];

    /// <summary>A good payload, padded with spaces until its length leaves the given remainder when divided by three.</summary>
    private static string PayloadOfLength(int remainder)
    {
        var payload = TokenForge.Payload;
        while (payload.Length % 3 != remainder)
        {
            payload += " ";
        }

        return payload;
    }

    private static string NotCanonical(string payload)
    {
        var text = TokenForge.Encode(payload);
        return text[..^1] + NextInAlphabet(text[^1]);
    }

    /// <summary>Differs in the lowest bit, which the last character of this length does not use.</summary>
    private static char NextInAlphabet(char last)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return Alphabet[Alphabet.IndexOf(last, StringComparison.Ordinal) ^ 1];
    }

    /// <summary>A good payload with a claim more, in which an asterisk stands for the bytes.</summary>
    private static byte[] WithBytes(string claim, params byte[] bytes)
    {
        var parts = TokenForge.PayloadWith($",\"x\":{claim}").Split('*');
        return [.. Encoding.UTF8.GetBytes(parts[0]), .. bytes, .. Encoding.UTF8.GetBytes(parts[1])];
    }

    /// <summary>A rightly signed token of exactly this length, by the dead weight in its header and payload.</summary>
    internal static string Padded(int length)
    {
        for (var header = 0; header < 4; header++)
        {
            var fixedLength = TokenForge.Sign(TokenForge.Header + new string(' ', header), TokenForge.Payload).Length;
            for (var weight = Math.Max(0, ((length - fixedLength) * 3 / 4) - 4); weight < length; weight++)
            {
                var text = TokenForge.Payload + new string(' ', weight);
                var total = fixedLength - TokenForge.Encode(TokenForge.Payload).Length + TokenForge.Encode(text).Length;
                if (total == length)
                {
                    return TokenForge.Sign(TokenForge.Header + new string(' ', header), text);
                }

                if (total > length)
                {
                    break;
                }
            }
        }

        throw new InvalidOperationException("No padding gives that length.");
    }
}
