using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>The handler of Connect schemes. An app can compare a scheme's <c>HandlerType</c> with it.</summary>
/// <param name="options">The options of every scheme of this kind.</param>
/// <param name="logger">Makes the logger.</param>
/// <param name="encoder">The encoder for URLs.</param>
public sealed class WorkOsConnectHandler(IOptionsMonitor<WorkOsConnectOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : WorkOsRemoteHandler<WorkOsConnectOptions>(options, logger, encoder);
