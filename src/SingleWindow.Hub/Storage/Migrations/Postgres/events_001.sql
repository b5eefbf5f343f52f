-- Names and ids compare byte by byte (collate "C"), as in SQLite, whatever the database was created with.
create table if not exists events (
    position       bigint  not null primary key,
    stream         text    collate "C" not null,
    version        bigint  not null,
    type           text    not null,
    schema_version integer not null,
    at             bigint  not null,
    command_id     text    collate "C" not null,
    data           bytea   not null,
    key_subject    text,
    key_class      text,
    sealed         bytea,
    unique (stream, version)
);

create table if not exists streams (
    stream  text   collate "C" not null primary key,
    version bigint not null
) with (fillfactor = 70);

create table if not exists commands (
    command_id  text   collate "C" not null primary key,
    fingerprint text   not null,
    at          bigint not null,
    stream      text   not null,
    version     bigint not null,
    position    bigint not null
);

-- The position comes from here, inside the transaction: dense, unlike a sequence.
create table if not exists counters (
    name  text   collate "C" not null primary key,
    value bigint not null
) with (fillfactor = 10);
insert into counters (name, value) values ('position', 0) on conflict do nothing;

-- Judges the requests of one batch in order, against heads that include the earlier ones, and writes the lawful ones. The caller took the lock in an
-- earlier statement of the same transaction: what is read here was committed before that lock was given. Arrays: r_ one element per request, c_ per version
-- to check (counted by r_checks), s_ per stream, e_ per event, x_ per stream whose sealed past goes. Numbers of requests, checks and streams count from 1.
create or replace function append_batch(
    r_command text[], r_first integer[], r_fingerprint text[], r_at bigint[], r_stream text[], r_version bigint[], r_events integer[], r_checks integer[],
    c_stream integer[], c_expected bigint[], c_adds integer[], s_name text[],
    e_request integer[], e_number integer[], e_stream integer[], e_version bigint[], e_type text[], e_schema integer[], e_data bytea[],
    e_subject text[], e_class text[], e_sealed bytea[], x_request integer[], x_stream text[], x_last bigint[])
returns table (o_start bigint, o_stale integer, o_actual bigint, o_fingerprint text, o_stream text, o_version bigint, o_position bigint)
language plpgsql volatile
-- The plans are made while the tables are empty and kept while they grow: they must not be made for empty tables.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan set jit = off
as $$
#variable_conflict use_column
declare
    requests constant integer := cardinality(r_command);
    head     bigint;
    reached  bigint;
    heads    bigint[];
    before   bigint[];
    known    boolean[];
    starts   bigint[]  := array_fill(-1::bigint, array[requests]);
    stale    integer[] := array_fill(0, array[requests]);
    actual   bigint[]  := array_fill(0::bigint, array[requests]);
    checked  integer   := 0;
    last     integer;
begin
    -- Anything stricter reads as of the first statement, which was before the lock.
    if current_setting('transaction_isolation') <> 'read committed' then raise exception 'append_batch must run in read committed'; end if;

    select value into strict head from counters where name = 'position';
    reached := head;
    select array_agg(coalesce(s.version, 0) order by n.number) into before
        from unnest(s_name) with ordinality n (name, number) left join streams s on s.stream = n.name;
    heads := before;
    select array_agg(k.command_id is not null order by n.number) into known
        from unnest(r_command) with ordinality n (command, number) left join commands k on k.command_id = n.command;

    for request in 1..requests loop
        last := checked + r_checks[request];
        if not known[r_first[request]] then
            for part in checked + 1..last loop
                if heads[c_stream[part]] <> c_expected[part] then
                    stale[request] := part;
                    actual[request] := heads[c_stream[part]];
                    exit;
                end if;
            end loop;
            if stale[request] = 0 then
                for part in checked + 1..last loop
                    if c_adds[part] > 0 then heads[c_stream[part]] := heads[c_stream[part]] + c_adds[part]; end if;
                end loop;
                starts[request] := reached;
                reached := reached + r_events[request];
                known[r_first[request]] := true;
            end if;
        end if;
        checked := last;
    end loop;

    if reached > head then
        insert into events (position, stream, version, type, schema_version, at, command_id, data, key_subject, key_class, sealed)
            select starts[e.request] + e.number, s_name[e.stream], e.version, e.type, e.schema, r_at[e.request], r_command[e.request],
                e.data, e.subject, e.class, e.sealed
            from unnest(e_request, e_number, e_stream, e_version, e_type, e_schema, e_data, e_subject, e_class, e_sealed)
                e (request, number, stream, version, type, schema, data, subject, class, sealed)
            where starts[e.request] >= 0;
        insert into streams (stream, version)
            select n.name, heads[n.number] from unnest(s_name) with ordinality n (name, number) where heads[n.number] > before[n.number]
            on conflict (stream) do update set version = excluded.version;
        update counters set value = reached where name = 'position';
        if cardinality(x_request) > 0 then
            update events e set sealed = null, key_subject = null, key_class = null
                from unnest(x_request, x_stream, x_last) x (request, stream, last)
                where starts[x.request] >= 0 and e.stream = x.stream and e.version <= x.last and e.sealed is not null;
        end if;
    end if;
    insert into commands (command_id, fingerprint, at, stream, version, position)
        select r.command, r.fingerprint, r.at, r.stream, r.version, r.start + r.events
        from unnest(r_command, r_fingerprint, r_at, r_stream, r_version, starts, r_events) r (command, fingerprint, at, stream, version, start, events)
        where r.start >= 0;

    return query
        select r.start, r.stale, r.actual, k.fingerprint, k.stream, k.version, k.position
        from unnest(r_command, starts, stale, actual) with ordinality r (command, start, stale, actual, number)
            left join commands k on k.command_id = r.command and r.start < 0 and r.stale = 0
        order by r.number;
end
$$;
