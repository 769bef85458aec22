namespace Monitor.Store;

/// <summary>The store cannot be used: locked by another process, newer than this program, or not readable. The message says what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A commit came after its lease was lost to another process; nothing of it was stored.</summary>
internal sealed class FenceException(string source, Exception? inner = null)
    : Exception($"{source}: the lease was taken by another process; this run was not stored.", inner);
