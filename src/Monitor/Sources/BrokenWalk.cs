namespace Monitor.Sources;

/// <summary>A walk over pages came apart; worth one new beginning.</summary>
internal sealed class BrokenWalkException(SourceFailure failure, string message, Payload? payload) : Exception(message)
{
    public SourceFailure Failure { get; } = failure;
    public Payload? Payload { get; } = payload;
}

/// <summary>Begins a walk that came apart again, once.</summary>
internal static class BrokenWalk
{
    /// <exception cref="SourceException">It came apart twice.</exception>
    public static async Task<T> TwiceAsync<T>(Func<Task<T>> walk)
    {
        try
        {
            return await walk();
        }
        catch (BrokenWalkException)
        {
            try
            {
                return await walk();
            }
            catch (BrokenWalkException again)
            {
                throw new SourceException(again.Failure, $"half a list, twice: {again.Message}", again) { Payload = again.Payload };
            }
        }
    }
}
