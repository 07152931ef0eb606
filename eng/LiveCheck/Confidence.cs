namespace LiveCheck;

/// <summary>How much is known of a fact before it is tried.</summary>
internal enum Confidence
{
    /// <summary>Inferred, or the sandbox's choice where nothing is documented.</summary>
    Low,

    /// <summary>One document, or one report.</summary>
    Medium,

    /// <summary>Two sources that do not depend on each other, or a recorded answer.</summary>
    High,
}
