-- A row is confirmed once its event is known; what is not confirmed when the hub starts may be an upload that never ended.
create table if not exists documents (
    id          text    collate "C" not null primary key,
    application text    not null,
    confirmed   integer not null default 0
);

-- Sealed pieces of the content, from 0. They go with their document, also one that is written at that moment.
create table if not exists chunks (
    document text    collate "C" not null references documents (id) on delete cascade,
    number   integer not null,
    bytes    bytea   not null,
    primary key (document, number)
);
-- Ciphertext does not compress; not trying saves the time.
alter table chunks alter column bytes set storage external;
