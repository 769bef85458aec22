namespace Monitor.Tests.Store.Marten;

// What every store promises, with documents through Marten.
public sealed class MartenDatabaseTests() : DatabaseContract("Marten");

public sealed class MartenDocumentsTests() : DocumentsContract("Marten");

public sealed class MartenHitSearchTests() : HitSearchContract("Marten");

public sealed class MartenLeaseTests() : LeaseContract("Marten");

public sealed class MartenLedgerTests() : LedgerContract("Marten");
