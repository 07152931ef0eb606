namespace WorkOs.AspNetCore;

/// <summary>
/// Indicates that the package has set up the authentication of the app, cookie and challenge, so that the app relies on the package's endpoints
/// too.
/// </summary>
/// <param name="ChallengeScheme">The scheme that challenges.</param>
internal sealed record SoleAuthentication(string ChallengeScheme);
