namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Access tokens for calls to an API; nobody has the private keys any more. They live for two hours.</summary>
internal static class RecordedTokens
{
    /// <summary>Signed with the key that every recorded key set has.</summary>
    public static string Ada { get; } = Read("ada");

    /// <summary>Signed with the key that is published when the first one is replaced.</summary>
    public static string AdaWithNextKey { get; } = Read("ada-next-key");

    private static string Read(string name) => File.ReadAllText(Path.Combine(TestFolder.Root, "tokens", name + ".jwt")).Trim();
}
