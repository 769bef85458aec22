using System.Data.Common;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>What the operator must know of the mail; each is closed by the message that gets through.</summary>
internal static class OutboxAlarms
{
    /// <summary>Not taken for now: worth a mail to the operator only when it lasts.</summary>
    public static Task LaterAsync(DbTransaction tx, OutMessage m, string reply, DateTimeOffset now) =>
        OpenAsync(tx, $"later:{m.Recipient}", $"mail for {m.Recipient} is not taken, and tried again: {reply}", m.Created, now, patient: true);

    /// <summary>The server wants nothing from us, or not like that.</summary>
    public static Task SetupAsync(DbTransaction tx, OutMessage m, string reply, DateTimeOffset now) =>
        OpenAsync(tx, $"setup:{m.Recipient}", $"the mail server refuses our mail for {m.Recipient}, and is tried again: {reply}", now, now);

    public static Task AddressAsync(DbTransaction tx, AddressState state, int allowed, DateTimeOffset now) => state.Suppressed is null
        ? OpenAsync(tx, $"address:{state.Recipient}", $"the mail server refuses the address of {state.Recipient} for good ({state.Refusals} of {allowed} times), tried again later: {state.Reply}", state.First, now)
        : OpenAsync(tx, $"suppressed:{state.Recipient}",
            $"nothing is mailed to {state.Recipient} any more, what is due waits, until the address is changed or POST /api/recipients/{state.Recipient}/resume: {state.Reply}", state.First, now);

    /// <summary>One message that will not reach its reader by itself.</summary>
    public static Task LostAsync(DbTransaction tx, OutMessage m, string what, string reply, DateTimeOffset now) =>
        OpenAsync(tx, $"message:{m.Id}", $"{m.Kind} {m.Id} for {m.Recipient} {what}; POST /api/messages/{m.Id}/resend sends it again: {reply}", m.Created, now);

    /// <summary>A server took this message.</summary>
    public static Task TakenAsync(DbTransaction tx, OutMessage m, DateTimeOffset now) =>
        AlarmTable.CloseAsync(tx, AlarmKind.Mail, [$"later:{m.Recipient}", $"address:{m.Recipient}", $"suppressed:{m.Recipient}", $"message:{m.Id}", $"setup:{m.Recipient}"], now);

    /// <summary>The address is tried anew.</summary>
    public static Task LiftAsync(DbTransaction tx, string recipient, DateTimeOffset now) =>
        AlarmTable.CloseAsync(tx, AlarmKind.Mail, [$"address:{recipient}", $"suppressed:{recipient}", $"later:{recipient}"], now);

    /// <summary>The recipient gets nothing on purpose, so that nothing is late any more.</summary>
    public static Task HeldAsync(DbTransaction tx, string recipient, DateTimeOffset now) => AlarmTable.CloseAsync(tx, AlarmKind.Mail, [$"later:{recipient}"], now);

    private static Task OpenAsync(DbTransaction tx, string key, string text, DateTimeOffset since, DateTimeOffset now, bool patient = false) =>
        AlarmTable.OpenAsync(tx, new AlarmCause(AlarmKind.Mail, "", key, null, null, text, since) { Patient = patient }, now);
}
