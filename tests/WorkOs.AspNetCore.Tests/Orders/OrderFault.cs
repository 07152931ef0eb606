namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>What can be put in by hand, for the explorer to find.</summary>
internal enum OrderFault
{
    None,

    /// <summary>The cache writes whatever is there, where it is to compare.</summary>
    ComparesNothing,

    /// <summary>The cache says that it removed, and did not.</summary>
    RemovesNothing,

    /// <summary>The cache loses what is remembered of ended sessions, users and memberships.</summary>
    LosesMarks,

    /// <summary>The cache is a replica that answers with what a key held before its last change.</summary>
    ReadsWhatWas,

    /// <summary>The cache writes nothing where it is to compare, and says that it did.</summary>
    WritesNothing,

    /// <summary>WorkOS answers with the token of another organization.</summary>
    MixesOrganizations,

    /// <summary>WorkOS answers each refresh with another organization than the one that was asked for.</summary>
    AnswersForAnother,
}
