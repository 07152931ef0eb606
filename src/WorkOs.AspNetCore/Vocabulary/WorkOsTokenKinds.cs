namespace WorkOs.AspNetCore;

/// <summary>The values of <see cref="WorkOsClaimTypes.TokenKind"/>.</summary>
public static class WorkOsTokenKinds
{
    /// <summary>The access token of a user: of an AuthKit session, or of an application that the user has authorized.</summary>
    public const string User = "user";

    /// <summary>The access token of a machine: an application that acts for itself (client credentials). It has no user.</summary>
    public const string Machine = "machine";

    /// <summary>The API key of a customer. <see cref="WorkOsClaimTypes.ApiKeyOwner"/> is the kind of its owner.</summary>
    public const string ApiKey = "api_key";
}
