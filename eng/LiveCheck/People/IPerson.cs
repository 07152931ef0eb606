namespace LiveCheck.People;

/// <summary>Somebody who signs in where a URL leads.</summary>
internal interface IPerson
{
    /// <returns>The callback that the browser was sent to.</returns>
    Task<Uri> SignInAsync(Uri url, CancellationToken cancellationToken);
}
