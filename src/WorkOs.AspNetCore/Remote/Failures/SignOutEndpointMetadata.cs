namespace WorkOs.AspNetCore;

/// <summary>Marks an endpoint that signs the user out when a form with an antiforgery token is posted to it.</summary>
internal sealed class SignOutEndpointMetadata;
