-- Whose store this is. The first process that starts says so; another cluster, or one with other keys, is refused.
create table if not exists owner (
    only_one boolean not null primary key default true check (only_one),
    cluster  text    collate "C" not null,
    keys     text    collate "C" not null
);

create or replace function claim_store(claimed text, with_keys text) returns table (o_cluster text, o_keys text) language sql volatile as $$
    insert into owner (cluster, keys) values (claimed, with_keys) on conflict do nothing;
    select cluster, keys from owner;
$$;

-- The members of the cluster, as Orleans keeps them. Every change of a member, but not its sign of life, moves the version of the table by one.
create table if not exists versions (
    cluster text    collate "C" not null primary key,
    version integer not null default 0
);

create table if not exists members (
    cluster       text        collate "C" not null,
    address       text        collate "C" not null,
    port          integer     not null,
    generation    integer     not null,
    name          text        collate "C" not null,
    host          text        not null,
    status        integer     not null,
    gateway_port  integer,
    suspected     text,
    started_at    timestamptz not null,
    last_alive_at timestamptz not null,
    primary key (cluster, address, port, generation)
);
create index if not exists members_name on members (name);

-- What Microsoft.Orleans.Clustering.AdoNet asks for: texts that it finds by name and runs with parameters. A change of the table is one statement that first
-- moves the version, if it is the one that the caller saw, and only then writes; whoever loses that race finds the version moved and writes nothing.
create or replace view orleansquery (querykey, querytext) as
values
    ('InsertMembershipVersionKey', $query$
        with made as (insert into versions (cluster) values (@DeploymentId) on conflict do nothing returning 1)
        select exists (select from made)
    $query$),
    ('InsertMembershipKey', $query$
        with moved as (
            update versions v set version = v.version + 1
            where v.cluster = @DeploymentId and v.version = @Version and not exists (
                select from members m where m.cluster = v.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation)
            returning v.cluster),
        made as (
            insert into members (cluster, address, port, generation, name, host, status, gateway_port, started_at, last_alive_at)
            select moved.cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
            returning 1)
        select exists (select from made)
    $query$),
    ('UpdateMembershipKey', $query$
        with moved as (
            update versions v set version = v.version + 1
            where v.cluster = @DeploymentId and v.version = @Version and exists (
                select from members m where m.cluster = v.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation)
            returning v.cluster),
        changed as (
            update members m set status = @Status, suspected = @SuspectTimes, last_alive_at = greatest(m.last_alive_at, @IAmAliveTime) from moved
            where m.cluster = moved.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation
            returning 1)
        select exists (select from changed)
    $query$),
    ('UpdateIAmAlivetimeKey', $query$
        update members set last_alive_at = @IAmAliveTime
        where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    $query$),
    -- The version is read also when there is no member; both in one statement, so that they belong together.
    ('MembershipReadRowKey', $query$
        select v.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation", m.name as "SiloName", m.host as "HostName", m.status as "Status",
            m.gateway_port as "ProxyPort", m.suspected as "SuspectTimes", m.started_at as "StartTime", m.last_alive_at as "IAmAliveTime"
        from versions v left join members m on m.cluster = v.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation
        where v.cluster = @DeploymentId
    $query$),
    ('MembershipReadAllKey', $query$
        select v.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation", m.name as "SiloName", m.host as "HostName", m.status as "Status",
            m.gateway_port as "ProxyPort", m.suspected as "SuspectTimes", m.started_at as "StartTime", m.last_alive_at as "IAmAliveTime"
        from versions v left join members m on m.cluster = v.cluster
        where v.cluster = @DeploymentId
    $query$),
    ('GatewaysQueryKey', $query$
        select address as "Address", gateway_port as "ProxyPort", generation as "Generation"
        from members where cluster = @DeploymentId and status = @Status and gateway_port > 0
    $query$),
    -- Only the dead (6). The second is asked, where it is there, for one whom nothing happened to since it was read.
    ('CleanupDefunctSiloEntriesKey', $query$
        delete from members where cluster = @DeploymentId and status = 6 and last_alive_at < @IAmAliveTime and started_at < @IAmAliveTime
    $query$),
    ('CleanupDefunctSiloEntryKey', $query$
        delete from members where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation and status = 6
            and last_alive_at = @IAmAliveTime and started_at = @StartTime and coalesce(suspected, '') = coalesce(@SuspectTimes, '')
    $query$),
    ('DeleteMembershipTableEntriesKey', $query$
        with gone as (delete from members where cluster = @DeploymentId)
        delete from versions where cluster = @DeploymentId
    $query$);

-- What of this installation runs once: who does it, with which fence, and until when unless it says so again. The clock is the server's, whatever those of the nodes say.
create table if not exists leases (
    name   text        collate "C" not null primary key,
    holder text        collate "C" not null default '',
    fence  bigint      not null default 0,
    until  timestamptz not null default '-infinity'
) with (fillfactor = 50);

-- Who could ask for leases a moment ago: a member that does not reach the database is alive for the others and can do nothing here.
create table if not exists nodes (
    name text        collate "C" not null primary key,
    seen timestamptz not null
) with (fillfactor = 50);

-- Fails unless the lease is held with this fence, and keeps it from being taken until the transaction ends. Extending it is not hindered.
create or replace procedure hold_lease(held text, with_fence bigint) language plpgsql as $$
begin
    perform from cluster.leases l where l.name = held and l.fence = with_fence for key share;
    if not found then raise exception 'the lease % was taken by another node', held using errcode = 'SWL01'; end if;
end
$$;

-- Fails when the cluster has declared this node dead (6), or has forgotten it: whatever it still wants to write, others have its work.
create or replace procedure require_member(node text) language plpgsql as $$
begin
    perform from cluster.members m where m.name = node and m.status <> 6;
    if not found then raise exception 'this node is no member of the cluster' using errcode = 'SWL02'; end if;
end
$$;
