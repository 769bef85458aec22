-- What Marten asks for when a time within a document is compared or sorted by (LINQ on firstSeen, posted). One that is there is Marten's own.
DO $$
BEGIN
    IF to_regprocedure(format('%I.mt_immutable_timestamptz(text)', current_schema())) IS NULL THEN
        CREATE FUNCTION mt_immutable_timestamptz(value text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS 'SELECT CAST(value AS timestamptz)';
    END IF;
END
$$;
