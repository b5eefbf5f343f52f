create table if not exists batches (id text not null primary key) without rowid;

-- Sealed rows, numbered from 1. Status: 0 waiting, 1 submitted, 2 refused, 3 cancelled. The form goes when the row waits no more.
create table if not exists rows (
    batch  text    not null,
    number integer not null,
    status integer not null,
    form   blob,
    result blob    not null
);
create unique index if not exists rows_batch_number on rows (batch, number);
create index if not exists rows_batch_status on rows (batch, status, number);
