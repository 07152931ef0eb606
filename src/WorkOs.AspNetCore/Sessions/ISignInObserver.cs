namespace WorkOs.AspNetCore;

/// <summary>Is called before each sign-in and sign-out with a cookie scheme of the app.</summary>
internal interface ISignInObserver
{
    void UserChanging(HttpContext context);
}
