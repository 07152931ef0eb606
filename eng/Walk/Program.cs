using Walk;

// The limits of the walks. A commit that raises a limit explains why.
const int SignInStops = 60, SignInChanges = 25, RefreshStops = 96, RefreshChanges = 47;

var list = args.Contains("--list", StringComparer.Ordinal);
var signIn = await Walks.SignInAsync();
var isShort = Walks.Print("Sign-in with single sign-on, from the e-mail to the cookie", signIn, SignInStops, SignInChanges, list)
    & Walks.Print("Refresh of a stored AuthKit session", await Walks.RefreshAsync(), RefreshStops, RefreshChanges, list);
return Tour.IsTrue(File.ReadAllText("README.md"), signIn) && isShort ? 0 : 1;
