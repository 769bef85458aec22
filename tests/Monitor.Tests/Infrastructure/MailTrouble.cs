using System.Collections.Concurrent;
using Monitor.Delivery;

namespace Monitor.Tests.Infrastructure;

/// <summary>What befalls the mail server on which day of a play.</summary>
internal sealed class MailTrouble
{
    private readonly DateTimeOffset _start;
    private readonly TimeProvider _time;
    private readonly Postfix _postfix;
    private readonly OutboxStops _stops;
    private readonly ConcurrentDictionary<string, int> _given = new(StringComparer.Ordinal);
    private bool _stopped;
    private bool _resumed;

    public MailTrouble(DateTimeOffset start, TimeProvider time, Postfix postfix, OutboxStops stops)
    {
        (_start, _time, _postfix, _stops) = (start, time, postfix, stops);
        _postfix.Policy = AnswerAsync;
    }

    /// <summary>How often each answer was given; <c>stopped</c> = how often Postfix was stopped.</summary>
    public IReadOnlyDictionary<string, int> Given => _given;

    /// <summary>Told each instant of the play: stops and starts the server, and does what an operator would.</summary>
    public async Task ReachAsync(DateTimeOffset now)
    {
        var day = (now - _start).TotalDays;
        if (day is > 5 and < 7 && !_stopped)
        {
            await _postfix.StopAsync();
            _stopped = true;
            Count("stopped");
        }
        else if (day >= 7 && _stopped)
        {
            _stopped = false;
            await _postfix.StartAsync();
        }

        if (day > 16 && !_resumed) _resumed = await _stops.ResumeAsync("newyork", CancellationToken.None);
    }

    private async Task<string> AnswerAsync(PolicyQuestion asked)
    {
        var reader = asked.Recipient.Split('@')[0];
        var rcpt = asked.Stage == "RCPT";
        var action = ((int)(_time.GetUtcNow() - _start).TotalDays, reader) switch
        {
            (9, _) when rcpt => "421 4.7.0 not today",
            (10, "seoul") when rcpt => "450 4.2.1 greylisted",
            (12 or 13 or 14, "newyork") when rcpt => "550 5.1.1 no such user",
            ( >= 10 and < 30, "lordhowe") when !rcpt && asked.Size > 11_000 => "552 5.3.4 message too big",
            (21, "stjohns") when rcpt => "slow",
            (23 or 24, "berlin") when rcpt => "552 5.2.2 mailbox full",
            (26, _) when !rcpt => "451 4.3.0 queue file write error",
            (28, "seoul") when rcpt => "550 5.7.1 access denied",
            _ => "DUNNO",
        };
        if (action == "DUNNO") return action;
        Count(action);
        if (action != "slow") return action;
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
        return "DUNNO";
    }

    private void Count(string what) => _given.AddOrUpdate(what, 1, (_, n) => n + 1);
}
