namespace Monitor.Documents;

/// <summary>What is stored whole under an id of its own, and read by it; each kind of it has a table.</summary>
public interface IDocument
{
    /// <summary>One of a kind has it.</summary>
    string Id { get; }
}
