-- A key is overwritten in its place when it is destroyed, so the row stays where it was first written: appended by id, never moved between pages.
create table if not exists keys (
    id      integer not null primary key,
    subject text    not null,
    class   text    not null,
    wrapped blob    not null
);
create unique index if not exists keys_subject_class on keys (subject, class);

-- What was destroyed is never made again. An empty class stands for all classes.
create table if not exists destroyed (
    subject text not null,
    class   text not null,
    primary key (subject, class)
) without rowid;
