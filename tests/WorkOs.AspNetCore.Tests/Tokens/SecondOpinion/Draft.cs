using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore.Tests.Tokens.SecondOpinion;

/// <summary>A token before it is signed: names and raw JSON, so that it can be wrong in every way.</summary>
internal sealed class Draft
{
    public List<(string Name, string Json)> Header { get; } = [];

    public List<(string Name, string Json)> Claims { get; } = [];

    public Func<string, string> ChangePayload { get; set; } = static json => json;

    public Func<string, string> ChangeToken { get; set; } = static token => token;

    /// <summary>What signs it; null leaves the signature of another token.</summary>
    public RSA? Key { get; set; } = TokenForge.Key;

    public void Set(string name, string? json) => Set(Claims, name, json);

    public void SetHeader(string name, string? json) => Set(Header, name, json);

    public string Build(string foreignSignature)
    {
        var payload = ChangePayload(Write(Claims));
        var input = $"{TokenForge.Encode(Write(Header))}.{TokenForge.Encode(payload)}";
        var signature = Key is null
            ? foreignSignature
            : TokenForge.Encode(Key.SignData(Encoding.UTF8.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return ChangeToken($"{input}.{signature}");
    }

    private static void Set(List<(string Name, string Json)> members, string name, string? json)
    {
        members.RemoveAll(member => member.Name == name);
        if (json is not null)
        {
            members.Add((name, json));
        }
    }

    private static string Write(List<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Json}"))}}}";
}
