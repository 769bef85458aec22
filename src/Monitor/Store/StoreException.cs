namespace Monitor.Store;

/// <summary>The store cannot be used: locked by another process, newer than this program, or not readable. The message says what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null, StoreFailure failure = StoreFailure.Other) : Exception(message, inner)
{
    /// <summary>What kind of failure it is.</summary>
    public StoreFailure Failure => failure;
}

/// <summary>Why the store did not do what it was asked. All but the first pass without anything being changed in the program or its configuration.</summary>
internal enum StoreFailure
{
    /// <summary>It is not as this program needs it: another schema, no rights, a defect.</summary>
    Other,

    /// <summary>Others use it: a lock was not given in time, or no connection was free.</summary>
    Busy,

    /// <summary>There is no room on its disk.</summary>
    Full,

    /// <summary>It cannot be reached or read just now.</summary>
    Unreachable,
}

/// <summary>A commit came after its lease was lost to another process; nothing of it was stored.</summary>
internal sealed class FenceException(string source, Exception? inner = null)
    : Exception($"{source}: the lease was taken by another process; this run was not stored.", inner);
