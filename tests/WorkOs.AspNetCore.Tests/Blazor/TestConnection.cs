using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>A connection of a browser to Blazor's hub. Its request is there while it begins.</summary>
internal sealed class TestConnection : HubCallerContext
{
    public TestConnection(HttpContext request)
    {
        User = request.User;
        Features.Set<IHttpContextFeature>(new HttpContextFeature { HttpContext = request });
    }

    public override string ConnectionId => "connection";

    public override string? UserIdentifier => null;

    public override ClaimsPrincipal? User { get; }

    public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override CancellationToken ConnectionAborted => CancellationToken.None;

    public override void Abort()
    {
    }

    private sealed class HttpContextFeature : IHttpContextFeature
    {
        public HttpContext? HttpContext { get; set; }
    }
}
