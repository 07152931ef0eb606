using System.Net;

namespace WorkOs.AspNetCore;

/// <summary>The log messages of the metadata of an AuthKit domain.</summary>
internal static partial class DiscoveryLog
{
    [LoggerMessage(80, LogLevel.Debug, "Scheme '{Scheme}' read the OpenID Connect metadata of its AuthKit domain.", EventName = "MetadataRead")]
    public static partial void MetadataRead(ILogger logger, string scheme);

    public static void MetadataUnavailable(ILogger logger, string scheme, string problem, bool isInUse)
    {
        if (isInUse)
        {
            MetadataKept(logger, scheme, problem);
        }
        else
        {
            MetadataUnavailable(logger, scheme, problem);
        }
    }

    [LoggerMessage(81, LogLevel.Warning, "Scheme '{Scheme}' cannot renew the OpenID Connect metadata of its AuthKit domain. {Problem} The metadata that was read before stays in use for 24 hours. See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "MetadataKept")]
    private static partial void MetadataKept(ILogger logger, string scheme, string problem);

    [LoggerMessage(82, LogLevel.Error, "Scheme '{Scheme}' has no OpenID Connect metadata of its AuthKit domain. {Problem} See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "MetadataUnavailable")]
    private static partial void MetadataUnavailable(ILogger logger, string scheme, string problem);

    [LoggerMessage(83, LogLevel.Error, "Scheme '{Scheme}' cannot fetch the keys of its AuthKit domain that tokens are verified with.{Details} Keys that were fetched before stay in use for a day. See docs/troubleshooting.md#discovery_unavailable in the package WorkOs.AspNetCore.", EventName = "DomainKeysUnavailable")]
    public static partial void DomainKeysUnavailable(ILogger logger, string scheme, string details);

    public static void RefreshTokenNotRevoked(ILogger logger, string scheme, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        RefreshTokenNotRevoked(logger, scheme, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(85, LogLevel.Warning, "Scheme '{Scheme}' could not revoke the refresh token of a session that was signed out or refused. Nothing of this app uses it; it stays valid at WorkOS until it expires.{Details}", EventName = "RefreshTokenNotRevoked")]
    private static partial void RefreshTokenNotRevoked(ILogger logger, string scheme, string details);

    [LoggerMessage(84, LogLevel.Warning, "Scheme '{Scheme}' refreshed a session without the userinfo endpoint, which failed with {Failure} (status {Status}): the claims of the id_token are used instead.", EventName = "UserInfoUnavailable")]
    public static partial void UserInfoUnavailable(ILogger logger, string scheme, string failure, HttpStatusCode? status);
}
