namespace Monitor.Tests.Store;

// The same promises on both engines.
public sealed class SqliteDocumentsTests() : DocumentsContract("Sqlite");

public sealed class PostgreSqlDocumentsTests() : DocumentsContract("PostgreSql");

public sealed class SqliteHitSearchTests() : HitSearchContract("Sqlite");

public sealed class PostgreSqlHitSearchTests() : HitSearchContract("PostgreSql");

public sealed class SqliteLeaseTests() : LeaseContract("Sqlite");

public sealed class PostgreSqlLeaseTests() : LeaseContract("PostgreSql");

public sealed class SqliteLedgerTests() : LedgerContract("Sqlite");

public sealed class PostgreSqlLedgerTests() : LedgerContract("PostgreSql");

public sealed class SqliteStudyTests() : StudyContract("Sqlite");

public sealed class PostgreSqlStudyTests() : StudyContract("PostgreSql");
