-- Since when the linked page of an item has been tried in vain; null = not tried yet, or read. A page that waits its turn is not given up.
ALTER TABLE feed_item ADD COLUMN tried_since INTEGER;
