using Walk;

var list = args.Contains("--list", StringComparer.Ordinal);
Walks.Print("Sign-in with single sign-on, from the e-mail to the cookie", await Walks.SignInAsync(), list);
Walks.Print("Refresh of a stored AuthKit session", await Walks.RefreshAsync(), list);
