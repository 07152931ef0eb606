using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>The handler of an AuthKit scheme.</summary>
internal sealed class WorkOsAuthKitHandler(IOptionsMonitor<WorkOsAuthKitOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteHandler<WorkOsAuthKitOptions>(options, logger, encoder);
