namespace WorkOs.AspNetCore;

/// <summary>Hears of each sign-in to and sign-out of a cookie scheme of the app, whichever it is, before it happens.</summary>
internal interface ISignInObserver
{
    void UserChanging(HttpContext context);
}
