using System.Net;

// Values that may be missing are logged by name, in the case of the name here, and reach the text as Details, which leaves out what is missing.
#pragma warning disable SYSLIB1015

namespace WorkOs.AspNetCore;

/// <summary>The log messages of HTTP clients that send tokens.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(70, LogLevel.Debug, "HTTP client '{Client}' received a machine token, which it uses until {UsedUntil:o}.", EventName = "MachineTokenReceived")]
    public static partial void MachineTokenReceived(ILogger logger, string client, DateTimeOffset usedUntil);

    public static void MachineTokenUnavailable(ILogger logger, string client, HttpStatusCode? statusCode, string? workOsCode, string? requestId, string? description) =>
        MachineTokenUnavailable(logger, client, statusCode, workOsCode, requestId, description, LogDetails.OfAnswer(statusCode, workOsCode, requestId, description));

    [LoggerMessage(71, LogLevel.Error, "HTTP client '{Client}' has no machine token, and its calls are not made.{Details} Check AuthKitDomain, ClientId, ClientSecret, Scope and Resource.", EventName = "MachineTokenUnavailable")]
    private static partial void MachineTokenUnavailable(ILogger logger, string client, HttpStatusCode? StatusCode, string? WorkOsCode, string? RequestId, string? Description, string details);
}
