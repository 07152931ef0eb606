using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WorkOs.AspNetCore.Tests.Tokens;

[Trait("Room", "Tokens")]
public class TokenPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private readonly AccessTokenValidator _validator = TokenForge.Validator();
    private readonly string _good = TokenForge.Good();

    [Fact]
    public void A_token_with_any_character_changed_is_refused()
    {
        var changes = Gen.Choose(0, _good.Length - 1).Zip(Gen.Choose(0, 127).Select(code => (char)code)).ToArbitrary();

        Prop.ForAll(changes, change =>
        {
            var (position, character) = change;
            var changed = _good[..position] + character + _good[(position + 1)..];
            return changed == _good || !Validate(changed).Succeeded;
        }).Check(Many);
    }

    [Fact]
    public void A_token_with_any_bit_of_its_parts_turned_is_refused()
    {
        var parts = _good.Split('.').Select(part => Base64Url.DecodeFromChars(part)).ToArray();
        var bits = Gen.Choose(0, (parts.Sum(part => part.Length) * 8) - 1).ToArbitrary();

        Prop.ForAll(bits, bit => !Validate(Encode(Turned(parts, bit))).Succeeded).Check(Many);
    }

    [Fact]
    public void A_token_with_a_piece_cut_out_is_refused()
    {
        var cuts = Gen.Choose(0, _good.Length - 1).Zip(Gen.Choose(1, _good.Length)).ToArbitrary();

        Prop.ForAll(cuts, cut => !Validate(_good.Remove(cut.Item1, Math.Min(cut.Item2, _good.Length - cut.Item1))).Succeeded).Check(Many);
    }

    [Fact]
    public void Any_text_is_refused_and_none_throws()
    {
        Prop.ForAll<string?>(text => !Validate(text ?? "").Succeeded).Check(Many);
    }

    [Fact]
    public void Any_header_bytes_are_judged_and_none_throws()
    {
        Prop.ForAll<byte[]>(bytes => TokenHeader.TryRead(bytes, out _) != WorkOsTokenFailure.None).Check(Many);
    }

    [Fact]
    public void Any_claims_bytes_are_judged_and_none_throws()
    {
        Prop.ForAll<byte[]>(bytes => AccessTokenReader.TryRead(bytes, out _) != WorkOsTokenFailure.None).Check(Many);
    }

    [Fact]
    public void Claims_put_together_from_pieces_of_JSON_never_throw()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"iss\"", "\"sub\"", "\"exp\"", "\"act\"", "\"aud\"", "\"roles\"", "\"x\"", "\"\\ud800\"", "\"\\", "1", "-1", "1e9", "null", "true", " ",
        ];
        var texts = Gen.Elements(pieces).ListOf().Select(list => "{" + string.Concat(list)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var failure = AccessTokenReader.TryRead(bytes, out var token);
            TokenHeader.TryRead(bytes, out _);
            return token is null == (failure != WorkOsTokenFailure.None);
        }).Check(Many);
    }

    [Fact]
    public void Any_Unicode_value_comes_out_as_it_went_in()
    {
        Prop.ForAll<UnicodeString>(value =>
        {
            var json = System.Text.Json.JsonSerializer.Serialize(value.Item);
            var outcome = Validate(TokenForge.Sign(TokenForge.Header, TokenForge.PayloadWith($",\"x\":{json}")));
            var read = outcome.Token?.Claims.Where(claim => claim.Name == "x").Select(claim => claim.Value).SingleOrDefault();
            var isText = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value.Item ?? "")) == value.Item;
            return !isText || (outcome.Succeeded && (read ?? "") == value.Item);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Only_strict_base64url_is_decoded_and_comes_out_as_it_went_in()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            var text = Encoding.ASCII.GetBytes(TokenForge.Encode(bytes));
            var buffer = new byte[text.Length];
            return StrictBase64Url.TryDecode(text, buffer, out var written) && buffer.AsSpan(0, written).SequenceEqual(bytes);
        }).Check(Many);

        Prop.ForAll<byte[]>(bytes =>
        {
            var buffer = new byte[bytes.Length];
            return !StrictBase64Url.TryDecode(bytes, buffer, out var written)
                || Encoding.ASCII.GetBytes(TokenForge.Encode(buffer[..written])).AsSpan().SequenceEqual(bytes);
        }).Check(Many);
    }

    private static byte[][] Turned(byte[][] parts, int bit)
    {
        byte[][] turned = [.. parts.Select(part => part.ToArray())];
        var index = bit / 8;
        var part = 0;
        while (index >= turned[part].Length)
        {
            index -= turned[part++].Length;
        }

        turned[part][index] ^= (byte)(1 << (bit % 8));
        return turned;
    }

    private static string Encode(byte[][] parts) => string.Join('.', parts.Select(TokenForge.Encode));

    private TokenValidation Validate(string token)
    {
        var validation = _validator.ValidateAsync(token, CancellationToken.None);
        return validation.IsCompletedSuccessfully ? validation.Result : throw new InvalidOperationException("The keys are known.");
    }
}
