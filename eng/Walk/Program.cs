using Walk;

// What a walk may cost the reader. One that needs more says why in its commit.
const int SignInStops = 60, SignInChanges = 25, RefreshStops = 96, RefreshChanges = 47;

var list = args.Contains("--list", StringComparer.Ordinal);
var signIn = await Walks.SignInAsync();
var isShort = Walks.Print("Sign-in with single sign-on, from the e-mail to the cookie", signIn, SignInStops, SignInChanges, list)
    & Walks.Print("Refresh of a stored AuthKit session", await Walks.RefreshAsync(), RefreshStops, RefreshChanges, list);
return Tour.IsTrue(File.ReadAllText("README.md"), signIn) && isShort ? 0 : 1;
