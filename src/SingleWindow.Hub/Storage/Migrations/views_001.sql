-- How far each consumer of the feed has come. Due work of a projection runs only once it is live again after a rebuild.
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
