namespace LiveCheck.People;

/// <summary>A person who opens a URL and signs in.</summary>
internal interface IPerson
{
    /// <returns>The callback URL that the browser was redirected to.</returns>
    Task<Uri> SignInAsync(Uri url, CancellationToken cancellationToken);
}
