namespace WorkOs.AspNetCore;

/// <summary>Names the marks of a stored session, so that a request reads them together with the ticket.</summary>
internal sealed class SessionMarks(SessionSchemes schemes) : ITicketMarks
{
    public string Prefix => MarkNames.Prefix;

    public async ValueTask<IReadOnlyList<string>> FindNamesAsync(AuthenticationTicket ticket) =>
        SessionState.Read(ticket.Properties) is { Scheme: { } name } && await schemes.FindAsync(name) is { } scheme
            ? MarkNames.Of(scheme.Options.Environment, ticket.Principal, scheme.Options.ReceivesOrganizationEvents).All
            : WatchedEnds.Read(ticket.Properties)?.Names ?? [];

    public bool IsRefreshed(AuthenticationTicket ticket) => SessionState.Read(ticket.Properties) is { RefreshToken: not null };
}
