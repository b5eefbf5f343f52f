-- A row is confirmed once its event is known; what is not confirmed when the hub starts may be an upload that never ended.
create table if not exists documents (
    id          text    not null primary key,
    application text    not null,
    confirmed   integer not null default 0
) without rowid;

-- Sealed pieces of the content, from 0.
create table if not exists chunks (
    document text    not null,
    number   integer not null,
    bytes    blob    not null
);
create unique index if not exists chunks_document_number on chunks (document, number);
