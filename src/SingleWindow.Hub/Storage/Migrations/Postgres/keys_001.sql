create table if not exists keys (
    subject text  collate "C" not null,
    class   text  collate "C" not null,
    wrapped bytea not null,
    primary key (subject, class)
);

-- What was destroyed is never made again. An empty class stands for all classes.
create table if not exists destroyed (
    subject text collate "C" not null,
    class   text collate "C" not null,
    primary key (subject, class)
);
