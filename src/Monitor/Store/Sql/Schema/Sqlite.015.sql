-- Which process has a message under way, and until when that is believed. While it is, next_attempt is the same instant:
-- a program of the schema before this one looks at that alone, and may run beside this one.
ALTER TABLE message ADD COLUMN claimed_by TEXT;
ALTER TABLE message ADD COLUMN claimed_until INTEGER;
