namespace WorkOs.AspNetCore;

/// <summary>Says that the package has set up the authentication of the app, cookie and challenge, so that the app counts on its endpoints too.</summary>
/// <param name="ChallengeScheme">The scheme that challenges.</param>
internal sealed record SoleAuthentication(string ChallengeScheme);
