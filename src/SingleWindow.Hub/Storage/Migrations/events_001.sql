-- Instants are counts of 100 ns since 1970, so that what is read is exactly what was written.
create table if not exists events (
    position       integer not null primary key,
    stream         text    not null,
    version        bigint  not null,
    type           text    not null,
    schema_version integer not null,
    at             bigint  not null,
    command_id     text    not null,
    data           blob    not null,
    key_subject    text,
    key_class      text,
    sealed         blob
);
create unique index if not exists events_stream_version on events (stream, version);

create table if not exists streams (
    stream  text   not null primary key,
    version bigint not null
) without rowid;

-- Command ids are random: an index over them dirties another page with every command. So the rows are in order of arrival, and the index
-- holds only the first 60 bits of the id (measured: nearly twice the append rate). Two ids that share them are told apart by the row.
create table if not exists commands (
    number      integer not null primary key,
    key         bigint  not null,
    command_id  text    not null,
    fingerprint text    not null,
    at          bigint  not null,
    stream      text    not null,
    version     bigint  not null,
    position    bigint  not null
);
create index if not exists commands_key on commands (key);

-- The position comes from here, inside the transaction: dense, unlike a sequence.
create table if not exists counters (
    name  text   not null primary key,
    value bigint not null
) without rowid;
insert into counters (name, value) values ('position', 0) on conflict do nothing;
