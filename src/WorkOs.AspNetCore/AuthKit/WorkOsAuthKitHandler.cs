using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>The handler of AuthKit schemes. An app can compare a scheme's <c>HandlerType</c> with it.</summary>
/// <param name="options">The options of every scheme of this kind.</param>
/// <param name="logger">Creates the logger.</param>
/// <param name="encoder">The encoder for URLs.</param>
public sealed class WorkOsAuthKitHandler(IOptionsMonitor<WorkOsAuthKitOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : WorkOsRemoteHandler<WorkOsAuthKitOptions>(options, logger, encoder);
