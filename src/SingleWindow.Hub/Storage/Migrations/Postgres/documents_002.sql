-- Which node takes it in: what is not confirmed belongs to an upload that runs, as long as that node lives.
alter table documents add column if not exists node text;
