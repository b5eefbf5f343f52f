create table if not exists batches (id text collate "C" not null primary key);

-- Sealed rows, numbered from 1. Status: 0 waiting, 1 submitted, 2 refused, 3 cancelled. The form goes when the row waits no more.
create table if not exists rows (
    batch  text    collate "C" not null,
    number integer not null,
    status integer not null,
    form   bytea,
    result bytea   not null,
    primary key (batch, number)
);
create index if not exists rows_batch_status on rows (batch, status, number);
