namespace WorkOs.AspNetCore;

/// <summary>A product whose sign-ins begin sessions that follow one at WorkOS.</summary>
internal interface ISessionProduct
{
    /// <summary>The sessions of a scheme; <see langword="null"/> for a scheme of another product.</summary>
    ISessionScheme? Open(AuthenticationScheme scheme);
}
