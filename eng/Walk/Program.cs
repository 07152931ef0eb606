using Walk;

var list = args.Contains("--list", StringComparer.Ordinal);
var signIn = await Walks.SignInAsync();
Walks.Print("Sign-in with single sign-on, from the e-mail to the cookie", signIn, list);
Walks.Print("Refresh of a stored AuthKit session", await Walks.RefreshAsync(), list);
return Tour.IsTrue(File.ReadAllText("README.md"), signIn) ? 0 : 1;
