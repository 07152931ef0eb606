using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore;

/// <summary>Serves the metadata of a bearer scheme's resource to clients that do not know it yet. No part of the response comes from the request.</summary>
internal static class ProtectedResourceEndpoints
{
    private const string AuthorizationServerPath = "/.well-known/oauth-authorization-server";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, string scheme, bool alsoAtRoot)
    {
        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<IOptionsMonitor<WorkOsBearerOptions>>();
        Check(options.Get(scheme), path, scheme);
        var isRoot = path.Length == 0;
        services.GetRequiredService<ProtectedResources>().Add(scheme, atRoot: isRoot || alsoAtRoot);

        var group = endpoints.MapGroup("");
        group.MapMethods(ProtectedResources.WellKnownPath + path, Methods, context => DescribeAsync(context, options.Get(scheme)));
        if (alsoAtRoot && !isRoot)
        {
            group.MapMethods(ProtectedResources.WellKnownPath, Methods, context => DescribeAsync(context, options.Get(scheme)));
        }

        if (alsoAtRoot || isRoot)
        {
            group.MapMethods(AuthorizationServerPath, Methods, context => Redirect(context, options.Get(scheme)));
        }

        return group.AllowAnonymous().ExcludeFromDescription();
    }

    private static void Check(WorkOsBearerOptions options, string path, string scheme)
    {
        if (!options.Enabled)
        {
            return;
        }

        if (options is not { Resource: { } resource, AuthKitDomain: not null })
        {
            throw new InvalidOperationException($"Scheme '{scheme}': MapWorkOsProtectedResource needs AuthKitDomain, where clients get tokens, and Resource, which they ask for.");
        }

        var address = new Uri(resource);
        if (address.Query.Length > 0 || address.AbsolutePath.TrimEnd('/') != path)
        {
            throw new InvalidOperationException($"Scheme '{scheme}': the path '{path}' is not that of Resource, '{resource}'. Clients look for the metadata of a resource below its own path: call MapWorkOsProtectedResource(\"{address.AbsolutePath.TrimEnd('/')}\").");
        }
    }

    private static Task DescribeAsync(HttpContext context, WorkOsBearerOptions options)
    {
        if (options is not { Enabled: true, Resource: { } resource, AuthKitDomain: { } domain })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var metadata = new ProtectedResourceMetadata
        {
            Resource = resource,
            AuthorizationServers = [WorkOsAddress.Origin(domain)],
            ScopesSupported = options.ScopesSupported.Count > 0 ? [.. options.ScopesSupported] : null,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(metadata, ProtectedResourceJsonContext.Default.ProtectedResourceMetadata);
        SetHeaders(context.Response);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // Clients from before RFC 9728 request the metadata of the authorization server from the resource. The response is a redirect and not a copy,
    // because clients may compare the issuer in the document with the address of the document.
    private static Task Redirect(HttpContext context, WorkOsBearerOptions options)
    {
        if (options is not { Enabled: true, AuthKitDomain: { } domain })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        SetHeaders(context.Response);
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = WorkOsAddress.Origin(domain) + AuthorizationServerPath;
        return Task.CompletedTask;
    }

    // The metadata is public, and clients in browsers read it from other origins.
    private static void SetHeaders(HttpResponse response)
    {
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={Lifetime.TotalSeconds}");
        response.Headers.AccessControlAllowOrigin = "*";
    }
}
