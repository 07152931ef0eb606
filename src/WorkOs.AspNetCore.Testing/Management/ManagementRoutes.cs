using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The management API, for callers with the API key, and the Admin Portal.</summary>
internal static class ManagementRoutes
{
    private const string Users = WorkOsSandboxEndpoints.AuthKitUsers;
    private const string Connections = WorkOsSandboxEndpoints.Connections;

    public static void MapManagement(this IEndpointRouteBuilder endpoints, AuthKitEnvironment authKit)
    {
        var calls = new ApiCalls(endpoints, authKit.Environment);
        var shapes = new OrganizationShapes(authKit.Environment);
        MapOrganizations(calls, new(authKit, shapes), new(authKit.Environment, shapes), new(authKit, shapes));
        MapUsers(calls, new(authKit), new(authKit));
        MapMemberships(calls, new(authKit));
        MapInvitations(calls, new(authKit));

        var links = new PortalLinks(authKit.Environment.Clock);
        calls.Post(WorkOsSandboxEndpoints.AdminPortalLinks, new PortalLinkEndpoint(authKit.Environment, links).HandleAsync);
        var portal = new PortalPage(authKit.Environment, links, new(authKit, shapes));
        endpoints.MapGet(WorkOsSandboxEndpoints.AdminPortal, portal.GetAsync);
        endpoints.MapPost(WorkOsSandboxEndpoints.AdminPortal, portal.PostAsync);
    }

    private static void MapOrganizations(
        ApiCalls calls, OrganizationsEndpoint organizations, OrganizationDomainsEndpoint domains, ConnectionsEndpoint connections)
    {
        calls.Get(WorkOsSandboxEndpoints.Organizations, organizations.ListAsync);
        calls.Post(WorkOsSandboxEndpoints.Organizations, organizations.CreateAsync);
        calls.Get(WorkOsSandboxEndpoints.Organizations + "/{id}", organizations.GetAsync);
        calls.Get(WorkOsSandboxEndpoints.Organizations + "/external_id/{id}", organizations.GetByExternalIdAsync);
        calls.Put(WorkOsSandboxEndpoints.Organizations + "/{id}", organizations.UpdateAsync);
        calls.Delete(WorkOsSandboxEndpoints.Organizations + "/{id}", organizations.DeleteAsync);
        calls.Post(WorkOsSandboxEndpoints.OrganizationDomains, domains.CreateAsync);
        calls.Get(WorkOsSandboxEndpoints.OrganizationDomains + "/{id}", domains.GetAsync);
        calls.Post(WorkOsSandboxEndpoints.OrganizationDomains + "/{id}/verify", domains.VerifyAsync);
        calls.Delete(WorkOsSandboxEndpoints.OrganizationDomains + "/{id}", domains.DeleteAsync);
        calls.Get(Connections, connections.ListAsync);
        calls.Get(Connections + "/{id}", connections.GetAsync);
        calls.Delete(Connections + "/{id}", connections.DeleteAsync);
    }

    private static void MapUsers(ApiCalls calls, UsersEndpoint users, UserSessionsEndpoint sessions)
    {
        calls.Get(Users, users.ListAsync);
        calls.Post(Users, users.CreateAsync);
        calls.Get(Users + "/{id}", users.GetAsync);
        calls.Get(Users + "/external_id/{id}", users.GetByExternalIdAsync);
        calls.Put(Users + "/{id}", users.UpdateAsync);
        calls.Delete(Users + "/{id}", users.DeleteAsync);
        calls.Get(Users + "/{id}/sessions", sessions.HandleAsync);
    }

    private static void MapMemberships(ApiCalls calls, MembershipsEndpoint memberships)
    {
        const string One = WorkOsSandboxEndpoints.AuthKitMemberships + "/{id}";
        calls.Get(WorkOsSandboxEndpoints.AuthKitMemberships, memberships.ListAsync);
        calls.Post(WorkOsSandboxEndpoints.AuthKitMemberships, memberships.CreateAsync);
        calls.Get(One, memberships.GetAsync);
        calls.Put(One, memberships.UpdateAsync);
        calls.Delete(One, memberships.DeleteAsync);
        calls.Put(One + "/deactivate", memberships.DeactivateAsync);
        calls.Put(One + "/reactivate", memberships.ReactivateAsync);
    }

    private static void MapInvitations(ApiCalls calls, InvitationsEndpoint invitations)
    {
        const string One = WorkOsSandboxEndpoints.AuthKitInvitations + "/{id}";
        calls.Get(WorkOsSandboxEndpoints.AuthKitInvitations, invitations.ListAsync);
        calls.Post(WorkOsSandboxEndpoints.AuthKitInvitations, invitations.SendAsync);
        calls.Get(One, invitations.GetAsync);
        calls.Get(WorkOsSandboxEndpoints.AuthKitInvitations + "/by_token/{id}", invitations.GetByTokenAsync);
        calls.Post(One + "/accept", invitations.AcceptAsync);
        calls.Post(One + "/revoke", invitations.RevokeAsync);
        calls.Post(One + "/resend", invitations.ResendAsync);
    }

    private sealed class ApiCalls(IEndpointRouteBuilder endpoints, SandboxEnvironment environment)
    {
        public void Get(string path, RequestDelegate handler) => endpoints.MapGet(path, environment.WithApiKey(handler));

        public void Post(string path, RequestDelegate handler) => endpoints.MapPost(path, environment.WithApiKey(handler));

        public void Put(string path, RequestDelegate handler) => endpoints.MapPut(path, environment.WithApiKey(handler));

        public void Delete(string path, RequestDelegate handler) => endpoints.MapDelete(path, environment.WithApiKey(handler));
    }
}
