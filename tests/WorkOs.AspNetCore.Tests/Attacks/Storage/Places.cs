namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>Where a remembered value can be moved to.</summary>
internal static class Places
{
    public const string Own = "its own place";
    public const string Scheme = "another scheme";
    public const string Browser = "another browser";
    public const string Organization = "another organization";
    public const string Environment = "another environment";
    public const string Later = "past its time";
    public const string Future = "from a clock ahead";
    public const string Twice = "a second time";
}
