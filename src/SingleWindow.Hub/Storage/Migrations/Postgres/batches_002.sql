-- Which node takes it in: while that lives, a batch that has no event yet is no leftover.
alter table batches add column if not exists node text;
