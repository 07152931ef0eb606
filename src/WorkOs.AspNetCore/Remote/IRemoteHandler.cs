namespace WorkOs.AspNetCore;

/// <summary>The handler of a remote scheme, for code that continues a sign-in outside of a callback.</summary>
internal interface IRemoteHandler
{
    /// <summary>The request that the handler was created for.</summary>
    RemoteRequest CurrentRequest { get; }
}
