using System.ComponentModel.DataAnnotations;

namespace Monitor.Store;

/// <summary>Where Monitor keeps its files (section <c>Data</c>).</summary>
internal sealed class DataOptions
{
    /// <summary>Folder of the database and of the mails written by the pickup transport, relative to the current folder; made when missing. Default data.</summary>
    [Required]
    public string Directory { get; set; } = "data";
}
