namespace WorkOs.AspNetCore;

/// <summary>The kinds of ends, as used in the names of marks, in the metric and in sessions.</summary>
internal static class EndKinds
{
    public const string Session = "session";
    public const string User = "user";
    public const string Membership = "membership";
    public const string Organization = "organization";
    public const string Connection = "connection";
    public const string DirectoryUser = "directory_user";
    public const string DirectoryAddress = "directory_address";
}
