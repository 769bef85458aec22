namespace Monitor.Identity.Reports;

/// <summary>What a record is in relation to another paper; its title is often that paper's title and a few words.</summary>
internal enum NoticeKind
{
    /// <summary>A paper of its own.</summary>
    None,

    /// <summary>Erratum, corrigendum, correction.</summary>
    Erratum,

    /// <summary>The notice that retracts, not the paper that was retracted.</summary>
    Retraction,

    ExpressionOfConcern,

    /// <summary>Takes back a part of its paper, which stands otherwise.</summary>
    PartialRetraction,

    /// <summary>A letter on a paper, or the answer of its authors.</summary>
    Reply,

    /// <summary>Names another paper by volume and page, and does not say why.</summary>
    About,
}
