namespace WorkOs.AspNetCore;

/// <summary>Says of an endpoint that a form posted to it, with an antiforgery token, signs the user out.</summary>
internal sealed class SignOutEndpointMetadata;
