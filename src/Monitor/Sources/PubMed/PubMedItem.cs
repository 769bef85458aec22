namespace Monitor.Sources.PubMed;

/// <summary>One thing that a PubmedArticleSet holds.</summary>
internal abstract record PubMedItem;

/// <summary>An article, book or book chapter.</summary>
internal sealed record PubMedRead(SourceRecord Record) : PubMedItem;

/// <summary>A record that could not be read, whole.</summary>
internal sealed record PubMedUnreadable(UnreadableRecord Record) : PubMedItem;

/// <summary>A PMID that PubMed withdrew; only update files say so.</summary>
internal sealed record PubMedDeleted(string Pmid) : PubMedItem;
