namespace WorkOs.AspNetCore;

/// <summary>A remote scheme's handler, for whatever goes on with one of its sign-ins outside of a callback.</summary>
internal interface IRemoteHandler
{
    /// <summary>The request that the handler was made for.</summary>
    RemoteRequest CurrentRequest { get; }
}
