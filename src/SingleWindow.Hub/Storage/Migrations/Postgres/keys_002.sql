-- In the order of the destructions, since each takes the lock first: other nodes follow them.
alter table destroyed add column if not exists number bigint generated always as identity;
create unique index if not exists destroyed_number on destroyed (number);
