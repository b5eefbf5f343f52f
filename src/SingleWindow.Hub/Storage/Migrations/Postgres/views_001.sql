-- The projections' own scripts say text and blob. Here these mean: compared byte by byte, as in SQLite, whatever the database was created with.
do $$ begin
    if to_regtype('views.blob') is null then create domain views.blob as bytea; end if;
    if to_regtype('views.text') is null then create domain views.text as pg_catalog.text collate "C"; end if;
end $$;

create table if not exists checkpoints (
    name      text    not null primary key,
    revision  integer not null,
    position  bigint  not null,
    live_from bigint  not null
);

create table if not exists due_work (
    id      text    not null primary key,
    owner   text    not null,
    due_at  bigint  not null,
    kind    text    not null,
    stream  text    not null,
    payload text,
    done    integer not null
);
create index if not exists due_work_open on due_work (due_at) where done = 0;
