namespace WorkOs.AspNetCore;

/// <summary>A product whose sign-ins begin sessions that follow one at WorkOS. It is registered under the type of its handler.</summary>
/// <param name="OptionsOf">The options of a scheme of the product, by the name of the scheme.</param>
/// <param name="AskAsync">
/// Asks WorkOS for new tokens, with the options of the scheme, the refresh token, and the organization to be in.
/// <see langword="null"/> when the answer cannot be used; throws a <see cref="WorkOsApiException"/> when WorkOS refuses, or cannot be
/// reached.
/// </param>
internal sealed record SessionProduct(
    Func<string, WorkOsSessionOptions> OptionsOf, Func<WorkOsSessionOptions, string, string?, Task<ISessionGrant?>> AskAsync);
