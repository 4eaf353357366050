-- breaking: no
-- Large knowledge bases: their index is built in bulk over what they have, and what comes after it is searched beside it.

-- The greatest chunk that an index covers. Chunk ids are made in the order of time, so what comes later is a tail of them. Null: an
-- index of the days before, which covers all; it is built anew like one whose tail grew long.
alter table knowledge_vector_indexes add column last_chunk_id uuid;

-- The chunk is a key here, so that a tail is a range of the covering index. Rows come once and go with their document: no room for updates.
do $create$
declare dimension int;
begin
  foreach dimension in array array[768, 1536] loop
    execute format($index$
      drop index knowledge_vectors_%1$s_by_base;
      create index knowledge_vectors_%1$s_by_base on knowledge_vectors_%1$s (tenant_id, knowledge_base_id, embedding_version, chunk_id) include (bits) with (fillfactor = 100);
      alter index knowledge_vectors_%1$s_pkey set (fillfactor = 100);
      drop function nearest_chunks_%1$s;
    $index$, dimension);
  end loop;
end $create$;

-- Before every chunk's id, and after.
create function no_chunk() returns uuid language sql immutable as $$ select '00000000-0000-0000-0000-000000000000'::uuid $$;
create function last_chunk() returns uuid language sql immutable as $$ select 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid $$;

-- The nearest chunks of one knowledge base; `distance` is the negative cosine. Three routes, by size (measured, docs/decisions):
-- `exact` compares every vector; `bits` reads the signs of all from the covering index alone and compares the best of them exactly;
-- `ann` asks the base's own HNSW index, which the planner can prove to fit because tenant, base, version and last chunk are literals, and
-- takes the chunks after the index by `bits`.
-- `documents`: only chunks of these; null for all. `after`: the last chunk that the index covers; without an index, all come after it.
do $create$
declare dimension int;
begin
  foreach dimension in array array[768, 1536] loop
    execute replace($template$
      create function nearest_chunks_N(tenant uuid, base uuid, version int, question halfvec, depth int, documents uuid[], route text, size int, after uuid)
      returns table (chunk_id uuid, distance float8) language plpgsql stable rows 50 as $function$
      declare
        question_bits constant bit(N) := binary_quantize(question)::bit(N);
        shortlist_size constant int := case when size < 20000 then greatest(300, 6 * depth) else greatest(400, 12 * depth) end;
        beside_index constant text := case when documents is null then 'bits' else 'exact' end;
        indexed uuid[]; distances float8[];
      begin
        if route = 'documents' then
          return query
            select v.chunk_id, v.embedding <#> question from unnest(documents) as d (id)
              cross join lateral (select c.id from knowledge_chunks c where c.tenant_id = tenant and c.document_id = d.id offset 0) c
              cross join lateral (
                select v.chunk_id, v.embedding from knowledge_vectors_N v
                where v.tenant_id = tenant and v.chunk_id = c.id and v.knowledge_base_id = base and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        elsif route = 'exact' and documents is null then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_N v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version
            order by 2 limit depth;
        elsif route = 'exact' then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_N v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after and v.document_id = any (documents)
            order by 2 limit depth;
        elsif route = 'bits' then
          return query
            with shortlist as materialized (
              select v.chunk_id from knowledge_vectors_N v
              where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after
              order by v.bits <~> question_bits limit shortlist_size
            )
            select s.chunk_id, v.embedding <#> question from shortlist s cross join lateral (
              select v.embedding from knowledge_vectors_N v where v.tenant_id = tenant and v.chunk_id = s.chunk_id and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        else
          perform set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '200', true);
          execute format('with near as materialized (
              select v.chunk_id, v.embedding <#> $1 as distance from knowledge_vectors_N v
              where v.tenant_id = %L and v.knowledge_base_id = %L and v.embedding_version = %s and v.chunk_id <= %L %s
              order by v.embedding <#> $1 limit %s)
            select array_agg(n.chunk_id), array_agg(n.distance) from near n', tenant, base, version, after,
            case when documents is not null then 'and v.document_id = any ($2)' end, depth)
            into indexed, distances using question, documents;
          if coalesce(cardinality(indexed), 0) < depth then -- parts of the graph that cannot be reached, or few chunks
            return query select * from nearest_chunks_N(tenant, base, version, question, depth, documents, beside_index, size, no_chunk());
          else
            return query
              select * from unnest(indexed, distances)
              union all select * from nearest_chunks_N(tenant, base, version, question, depth, documents, beside_index, size, after)
              order by 2 limit depth;
          end if;
        end if;
      end $function$;
    $template$, 'N', dimension::text);
  end loop;
end $create$;

-- A chunk that answers a question, and where it stands in the rankings that found it; `score` is their reciprocal rank fusion.
create type knowledge_hit as (id uuid, distance float8, near_rank int, word_rank int, word_score float8, coverage float8, score float8);

-- The chunks that answer a question, best first, in one round trip and one snapshot: a stable function runs all its statements on its
-- caller's. It steps into the tenant role, as record_inbound does. `bases` and `versions` go together. `question` null: words alone;
-- `words` null: the vector alone. `forced_route` is for tests and measurements.
-- The best `neighbour_hits` hits come with the chunks around them.
create or replace function search_knowledge(
  tenant uuid, bases uuid[], versions int[], dimension int, question halfvec, words text, hit_limit int, filter jsonb default null, forced_route text default null, neighbour_hits int default 0)
returns table (
  chunk_id uuid, document_id uuid, document_name text, knowledge_base_id uuid, ordinal int, heading text, page int, content text, token_count int,
  similarity float8, vector_rank int, text_rank int, text_score float8, coverage float8, score float8, neighbours jsonb)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  depth constant int := least(200, greatest(30, 2 * hit_limit));
  base record; documents uuid[]; document_chunks bigint; route text; after uuid;
  ids uuid[]; distances float8[];
  near_ids uuid[] := '{}'; near_distances float8[] := '{}';
  word_ids uuid[] := '{}'; word_scores float8[] := '{}'; word_coverages float8[] := '{}'; word_hits boolean[] := '{}';
  hits knowledge_hit[];
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', coalesce(tenant::text, ''), true);
  for base in
    select b.id, asked.version, b.chunk_count,
      exists (select from knowledge_documents d where d.tenant_id = tenant and d.knowledge_base_id = b.id and d.state = 'deleting') as has_leaving,
      (select coalesce(i.last_chunk_id, last_chunk()) from knowledge_vector_indexes i where i.tenant_id = tenant and i.knowledge_base_id = b.id
        and i.embedding_version = asked.version and i.state = 'ready') as indexed_to
    from unnest(bases, versions) as asked (id, version)
      cross join lateral (select * from knowledge_bases b where b.tenant_id = tenant and b.id = asked.id and b.deleted_at is null offset 0) b
    where b.chunk_count > 0
  loop
    documents := null;
    if base.has_leaving or filter is not null then
      select coalesce(array_agg(d.id), '{}'), coalesce(sum(d.chunk_count), 0) into documents, document_chunks from knowledge_documents d
        where d.tenant_id = tenant and d.knowledge_base_id = base.id and d.state <> 'deleting' and d.chunk_count > 0 and (filter is null or d.metadata @> filter);
    end if;
    ids := '{}';
    if question is not null then
      route := coalesce(forced_route, case
        when filter is not null then case when document_chunks < base.chunk_count / 4 then 'documents' else 'exact' end
        when base.indexed_to is not null then 'ann'
        when base.chunk_count < 1500 or base.has_leaving then 'exact'
        else 'bits' end);
      after := case when route = 'ann' then coalesce(base.indexed_to, no_chunk()) else no_chunk() end;
      if dimension = 768 then
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_768(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count, after) n;
      else
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_1536(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count, after) n;
      end if;
      near_ids := near_ids || ids;
      near_distances := near_distances || distances;
    end if;
    if words <> '' then
      select word_ids || array_agg(m.chunk_id), word_scores || array_agg(m.score), word_coverages || array_agg(m.coverage), word_hits || array_agg(m.is_hit)
        into word_ids, word_scores, word_coverages, word_hits from match_knowledge_terms(tenant, base.id, words, documents, ids, depth) m;
    end if;
  end loop;

  if cardinality(word_ids) > 0 then
    with near as (
      select n.id, n.distance, row_number() over (order by n.distance, n.id) as rank from unnest(near_ids, near_distances) as n (id, distance)
      order by 2, 1 limit depth
    ), worded as (
      select w.id, w.score, w.coverage, case when w.is_hit then row_number() over (order by w.score desc, w.id) end as rank
      from unnest(word_ids, word_scores, word_coverages, word_hits) as w (id, score, coverage, is_hit)
    ), fused as (
      select id, n.distance, n.rank as near_rank, w.rank as word_rank, case when w.rank is not null then w.score end as word_score,
        coalesce(w.coverage, 0) as coverage, coalesce(1.0 / (60 + n.rank), 0) + coalesce(1.0 / (60 + w.rank), 0) as score
      from near n full join worded w using (id) where n.rank is not null or w.rank is not null
      order by score desc, near_rank, id limit hit_limit
    )
    select array_agg(row(f.*)::knowledge_hit order by f.score desc, f.near_rank, f.id) into hits from fused f;
  else
    select array_agg(row(n.id, n.distance, n.rank, null, null, 0, 1.0 / (60 + n.rank))::knowledge_hit order by n.rank) into hits from (
      select n.id, n.distance, row_number() over (order by n.distance, n.id) as rank from unnest(near_ids, near_distances) as n (id, distance)
      order by 2, 1 limit hit_limit) n;
  end if;

  return query
    select c.id, c.document_id, d.name, c.knowledge_base_id, c.ordinal, c.heading, c.page, c.content, c.token_count,
      case when f.distance is not null then -f.distance when question is null then null
        when dimension = 768 then (select -(v.embedding <#> question) from knowledge_vectors_768 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)])
        else (select -(v.embedding <#> question) from knowledge_vectors_1536 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)]) end,
      f.near_rank, f.word_rank, f.word_score, f.coverage, f.score,
      case when f.place > neighbour_hits then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('chunkId', a.id, 'ordinal', a.ordinal, 'text', a.content, 'tokenCount', a.token_count) order by a.ordinal), '[]')
        from knowledge_chunks a where a.tenant_id = tenant and a.document_id = c.document_id and a.ordinal = any (array[c.ordinal - 1, c.ordinal + 1])) end
    from unnest(hits) with ordinality as f (id, distance, near_rank, word_rank, word_score, coverage, score, place)
      cross join lateral (select * from knowledge_chunks c where c.tenant_id = tenant and c.id = f.id offset 0) c
      cross join lateral (select d.name from knowledge_documents d where d.tenant_id = tenant and d.id = c.document_id and d.state <> 'deleting' offset 0) d
    order by f.place;
end $$;

-- Takes a document's live chunks away, and puts its drafts with their vectors in their place. Returns how many went and came.
create function replace_chunks(tenant uuid, document uuid, base uuid, version int, dimension int, out removed int, out added int) language plpgsql as $$
begin
  delete from knowledge_chunks c where c.tenant_id = tenant and c.document_id = document;
  get diagnostics removed = row_count;
  insert into knowledge_chunks (tenant_id, id, knowledge_base_id, document_id, ordinal, heading, page, content, token_count, language, embedding_hash)
    select tenant, d.chunk_id, base, document, d.ordinal, d.heading, d.page, d.content, d.token_count, d.language, d.embedding_hash
    from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal;
  get diagnostics added = row_count;
  execute format('insert into knowledge_vectors_%s (tenant_id, knowledge_base_id, embedding_version, chunk_id, document_id, embedding)
    select $1, $3, $4, v.chunk_id, $2, v.embedding from knowledge_draft_vectors v
    where v.tenant_id = $1 and v.document_id = $2 order by v.chunk_id', dimension) using tenant, document, base, version;
  delete from knowledge_draft_vectors v where v.tenant_id = tenant and v.document_id = document;
end $$;

-- Makes a document's new chunks findable by their words; how many words they have together.
create function index_words(tenant uuid, document uuid, base uuid) returns bigint language sql as $$
  with added as (
    insert into knowledge_terms (tenant_id, knowledge_base_id, chunk_id, document_id, language, word_count, terms)
      select tenant, base, d.chunk_id, document, d.language,
        case when d.search_text = '' then 0 else 1 + octet_length(d.search_text) - octet_length(replace(d.search_text, ' ', '')) end,
        to_tsvector(text_configuration(d.language), d.search_text)
      from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal
      returning word_count
  )
  select coalesce(sum(a.word_count), 0) from added a
$$;

-- Replaces a document's live chunks by its drafts, within the caller's transaction: readers see the old ones or the new ones. A draft
-- without a vector is found by its words alone. Returns the number of chunks; null, and nothing is done, when there are drafts and the
-- knowledge base's vectors have another version by now.
create or replace function publish_chunks(tenant uuid, document uuid, base uuid, version int, dimension int) returns int language plpgsql as $$
declare
  replaced record; words bigint; tokens int; spoken text[]; mostly_spoken text; size int; sampled_size int;
begin
  perform pg_advisory_xact_lock_shared(publication_lock(base));
  if exists (select from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document) and not exists (
    select from knowledge_bases b where b.tenant_id = tenant and b.id = base and b.embedding_version = version and b.embedding_dimension = dimension) then
    return null;
  end if;
  replaced := replace_chunks(tenant, document, base, version, dimension);
  words := index_words(tenant, document, base);
  with spent as (delete from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document returning d.token_count, d.language)
  select coalesce(sum(s.token_count), 0), coalesce(array_agg(distinct s.language), '{}'), mode() within group (order by s.language)
    into tokens, spoken, mostly_spoken from spent s;

  -- Last, because other documents of the knowledge base wait for these rows.
  update knowledge_documents d set chunk_count = replaced.added, token_count = tokens, language = mostly_spoken where d.tenant_id = tenant and d.id = document;
  update knowledge_bases b set chunk_count = greatest(0, b.chunk_count + replaced.added - replaced.removed),
      languages = array(select unnest(b.languages) union select unnest(spoken) order by 1)
    where b.tenant_id = tenant and b.id = base returning b.chunk_count into size;
  insert into knowledge_lexicons as l (tenant_id, knowledge_base_id, chunk_count, word_count) values (tenant, base, replaced.added, words)
    on conflict (tenant_id, knowledge_base_id) do update set chunk_count = l.chunk_count + excluded.chunk_count, word_count = l.word_count + excluded.word_count
    returning l.sampled_chunk_count into sampled_size;
  if size >= 2000 and size > 1.2 * sampled_size then perform count_common_words(tenant, base, size); end if;
  return replaced.added;
end $$;
