namespace WorkOs.AspNetCore;

/// <summary>Extension methods for <see cref="IWorkOsOrganizationResolver"/>.</summary>
public static class WorkOsOrganizationResolverExtensions
{
    /// <summary>
    /// Determines whether the organization that a user signed in to owns the domain of the user's e-mail address. The administrator of an identity
    /// provider can assign any address to any user. Use the address to find an account, or treat it as confirmed, only if the organization has
    /// verified the domain.
    /// </summary>
    /// <remarks>
    /// The resolver is called as for a sign-in by e-mail. By default, it uses <see cref="WorkOsOptions.Domains"/>, in which the app itself declares
    /// that the organization has the domain, and then WorkOS, where only organizations count that have verified the domain. See
    /// <see href="https://workos.com/docs/domain-verification"/>.
    /// </remarks>
    /// <param name="resolver">The resolver.</param>
    /// <param name="context">The request.</param>
    /// <param name="user">The user of a sign-in with <paramref name="authenticationScheme"/>, with the claims <c>org_id</c> and <c>ClaimTypes.Email</c>.</param>
    /// <param name="authenticationScheme">The scheme of the sign-in. Default: <see cref="WorkOsDefaults.AuthenticationScheme"/>.</param>
    /// <param name="cancellationToken">Cancels the call, as does the end of the request.</param>
    /// <returns>
    /// <see langword="true"/> only if this organization, and no other, has the domain. <see langword="false"/> also without organization or e-mail address, with several
    /// of either, and if several organizations have verified the domain.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">There is no single sign-on scheme with this name.</exception>
    /// <exception cref="WorkOsAuthenticationException">The owner of the domain cannot be determined, for example because WorkOS cannot be reached (<c>organization_lookup_failed</c>).</exception>
    /// <exception cref="OperationCanceledException">The call was canceled, or the request aborted.</exception>
    public static async Task<bool> OwnsEmailDomainAsync(
        this IWorkOsOrganizationResolver resolver,
        HttpContext context,
        ClaimsPrincipal user,
        string authenticationScheme = WorkOsDefaults.AuthenticationScheme,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(authenticationScheme);

        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        if (await schemes.GetSchemeAsync(authenticationScheme) is not { } asking || asking.HandlerType != typeof(WorkOsHandler))
        {
            throw new InvalidOperationException($"'{authenticationScheme}' is not a scheme of AddWorkOs.");
        }

        if (user.FindAll(WorkOsClaimTypes.OrganizationId).ToList() is not [{ Value: var organization }]
            || user.FindAll(ClaimTypes.Email).ToList() is not [{ Value: var email }]
            || DomainName.Normalize(DomainName.OfEmail(email)) is not { } domain)
        {
            return false;
        }

        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        try
        {
            return await OrganizationLookup.FindAsync(resolver, asking, domain, context, canceled.Token) == organization;
        }
        catch (WorkOsAuthenticationException exception) when (exception.Code == WorkOsFailureCodes.AmbiguousConnectionSelector)
        {
            return false;
        }
    }
}
