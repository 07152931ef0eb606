namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>The values of a test run that must appear in no log, message or page.</summary>
internal static class Secrets
{
    public const string ApiKey = "sk_test_a2V5XzAxSFk0RlA5";
    public const string AccessToken = "access-Zm9vYmFyYmF6cXV4-token";
    public const string Code = "code-01JSECRETCODE";
    public const string Email = "ada.lovelace@acme.com";
}
