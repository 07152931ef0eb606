namespace LiveCheck;

/// <summary>How certain a fact is before it is tested.</summary>
internal enum Confidence
{
    /// <summary>Inferred, or a choice of the sandbox because nothing is documented.</summary>
    Low,

    /// <summary>From one document or one report.</summary>
    Medium,

    /// <summary>From two independent sources, or from a recorded response.</summary>
    High,
}
