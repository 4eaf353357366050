-- breaking: no
-- How passages are searched (decision: one narrow vector table per dimension, routed by the size of the knowledge base).
-- Everything below runs as the tenant role under row-level security, but for match_knowledge_terms, which says why.
create extension if not exists btree_gin;

-- Documents that are going away answer nothing from the moment they are marked; there are seldom any.
create index knowledge_documents_leaving on knowledge_documents (tenant_id, knowledge_base_id) where state = 'deleting';

-- Vectors apart from their text: a row of a few columns keeps a vector in line, which makes an exact scan 4 to 5 times faster than one
-- that fetches it from TOAST. Vectors have unit length, so the inner product is the cosine. `bits` are their signs: 1/16 of the size,
-- near enough for a short list. The covering index needs the visibility map, hence the eager autovacuum.
do $create$
declare dimension int;
begin
  foreach dimension in array array[768, 1536] loop
    execute format($table$
      create table knowledge_vectors_%1$s (
        tenant_id uuid not null,
        knowledge_base_id uuid not null,
        embedding_version int not null,
        chunk_id uuid not null,
        document_id uuid not null,
        embedding halfvec(%1$s) not null,
        bits bit(%1$s) not null generated always as (binary_quantize(embedding)::bit(%1$s)) stored,
        primary key (tenant_id, chunk_id, embedding_version),
        foreign key (tenant_id, chunk_id) references knowledge_chunks (tenant_id, id) on delete cascade
      ) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 2000, autovacuum_vacuum_scale_factor = 0.05);
      alter table knowledge_vectors_%1$s alter embedding set storage plain, alter bits set storage plain;
      create index knowledge_vectors_%1$s_by_base on knowledge_vectors_%1$s (tenant_id, knowledge_base_id, embedding_version) include (chunk_id, bits);
      call isolate_tenant('knowledge_vectors_%1$s', 'select, insert, update, delete');
    $table$, dimension);
  end loop;
end $create$;

-- The words of a live chunk as full text search sees them, in line as well: ranking reads them for every candidate.
create table knowledge_terms (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  chunk_id uuid not null,
  document_id uuid not null,
  language text not null,
  word_count int not null,
  terms tsvector not null,
  primary key (tenant_id, chunk_id),
  foreign key (tenant_id, chunk_id) references knowledge_chunks (tenant_id, id) on delete cascade
) with (toast_tuple_target = 8160, autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05);
alter table knowledge_terms alter terms set storage main;
create index knowledge_terms_by_word on knowledge_terms using gin (knowledge_base_id, terms);
call isolate_tenant('knowledge_terms', 'select, insert, update, delete');

-- What BM25 must know of a knowledge base: how long its chunks are (all that were ever published, for the mean), and how many there were
-- when its common words were counted last.
create table knowledge_lexicons (
  tenant_id uuid not null references tenants (id),
  knowledge_base_id uuid not null,
  chunk_count bigint not null default 0,
  word_count bigint not null default 0,
  sampled_chunk_count int not null default 0,
  primary key (tenant_id, knowledge_base_id),
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
call isolate_tenant('knowledge_lexicons', 'select, insert, update, delete');

-- In how many chunks a word stands, for words too common to be counted while a question waits; estimated from a sample.
create table knowledge_common_words (
  tenant_id uuid not null references tenants (id),
  knowledge_base_id uuid not null,
  word text not null,
  chunk_count int not null,
  primary key (tenant_id, knowledge_base_id, word),
  foreign key (tenant_id, knowledge_base_id) references knowledge_lexicons (tenant_id, knowledge_base_id) on delete cascade
);
call isolate_tenant('knowledge_common_words', 'select, insert, update, delete');

-- Large knowledge bases that have an HNSW index of their own (built by the owner of the tables, outside transactions).
create table knowledge_vector_indexes (
  tenant_id uuid not null references tenants (id),
  knowledge_base_id uuid not null,
  embedding_version int not null,
  embedding_dimension int not null default 768 check (embedding_dimension in (768, 1536)),
  state text not null default 'building' check (state in ('building', 'ready')),
  index_name text not null,
  chunk_count int not null,
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  primary key (tenant_id, knowledge_base_id, embedding_version),
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
call isolate_tenant('knowledge_vector_indexes', 'select');

create function text_configuration(language text) returns regconfig language sql immutable as $$
  select case language
    when 'ar' then 'arabic'::regconfig when 'de' then 'german'::regconfig when 'en' then 'english'::regconfig
    when 'es' then 'spanish'::regconfig when 'fr' then 'french'::regconfig when 'it' then 'italian'::regconfig
    when 'nl' then 'dutch'::regconfig when 'pt' then 'portuguese'::regconfig else 'simple'::regconfig end
$$;

-- A lexeme as a query, whatever characters it has.
create function word_query(word text) returns tsquery language sql immutable as $$
  select ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery
$$;

-- The nearest chunks of one knowledge base; `distance` is the negative cosine. Three routes, by size (measured, docs/decisions):
-- `exact` compares every vector; `bits` reads the signs of all from the covering index alone and compares the best of them exactly;
-- `ann` asks the base's own HNSW index, which the planner can prove to fit because tenant, base and version are literals.
-- `documents`: only chunks of these; null for all.
do $create$
declare dimension int;
begin
  foreach dimension in array array[768, 1536] loop
    execute replace($template$
      create function nearest_chunks_N(tenant uuid, base uuid, version int, question halfvec, depth int, documents uuid[], route text, size int)
      returns table (chunk_id uuid, distance float8) language plpgsql stable rows 50 as $function$
      declare
        question_bits constant bit(N) := binary_quantize(question)::bit(N);
        shortlist_size constant int := case when size < 20000 then greatest(300, 6 * depth) else greatest(400, 12 * depth) end;
        statement text; beam int; ids uuid[]; distances float8[];
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
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.document_id = any (documents)
            order by 2 limit depth;
        elsif route = 'bits' then
          return query
            with shortlist as materialized (
              select v.chunk_id from knowledge_vectors_N v
              where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version
              order by v.bits <~> question_bits limit shortlist_size
            )
            select s.chunk_id, v.embedding <#> question from shortlist s cross join lateral (
              select v.embedding from knowledge_vectors_N v where v.tenant_id = tenant and v.chunk_id = s.chunk_id and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        else
          statement := format('select v.chunk_id, v.embedding <#> $1 from knowledge_vectors_N v
            where v.tenant_id = %L and v.knowledge_base_id = %L and v.embedding_version = %s %s
            order by v.embedding <#> $1 limit %s', tenant, base, version,
            case when documents is not null then 'and v.document_id = any ($2)' end, depth);
          statement := format('with near as materialized (%s) select array_agg(chunk_id order by distance), array_agg(distance order by distance)
            from near as n (chunk_id, distance)', statement);
          perform set_config('hnsw.iterative_scan', 'relaxed_order', true);
          -- A question far from everything has many neighbours almost equally far: the narrow beam that is enough otherwise misses some.
          foreach beam in array array[60, 240] loop
            perform set_config('hnsw.ef_search', beam::text, true);
            execute statement into ids, distances using question, documents;
            exit when distances[1] < -0.8;
          end loop;
          if coalesce(cardinality(ids), 0) < depth then -- parts of the graph that cannot be reached, or few chunks
            return query select * from nearest_chunks_N(tenant, base, version, question, depth, documents, case when documents is null then 'bits' else 'exact' end, size);
          else
            return query select * from unnest(ids, distances);
          end if;
        end if;
      end $function$;
    $template$, 'N', dimension::text);
  end loop;
end $create$;

-- What to look for when a question's words are all common (the rarest first): the rarest with any other of them, or, where that would be
-- too many chunks, with the next rarest and so on. What is left out could only score less. Words are taken to meet twice as often as by
-- chance. The rarest leads because the index then walks its list alone and looks the others up.
create function common_word_query(words text[], counts int[], total int, budget int) returns tsquery language plpgsql immutable as $$
declare
  result tsquery := word_query(words[1]); others tsquery; expected float8 := counts[1];
begin
  for i in 2..least(cardinality(words), 6) loop
    others := coalesce(others || word_query(words[i]), word_query(words[i]));
  end loop;
  if others is null then return result; end if;
  if expected * (select sum(c) from unnest(counts[2:6]) as c) / total <= budget then return result && others; end if;
  for i in 2..least(cardinality(words), 6) loop
    result := result && word_query(words[i]);
    expected := expected * 2 * counts[i] / total;
    exit when expected <= budget;
  end loop;
  return result;
end $$;

-- How often a word stands in a chunk, 0 to 8. Of a single word ts_rank is the sum of 1/j² for j up to that number, over π²/6: the one
-- way to have it without unpacking the vector.
create function term_frequency(terms tsvector, word tsquery) returns int language sql immutable as $$
  select width_bucket(ts_rank('{1,1,1,1}', terms, word), '{0.3,0.68,0.79,0.846,0.877,0.898,0.913,0.924}'::float4[])
$$;

-- BM25 (k1 1.2, b 0.75) of a knowledge base's chunks for a question, best first; `coverage` is the share of the question's words by
-- weight (a word that stands nowhere weighs as one that stands once: in a small base it would outweigh all others). `also`: chunks to be scored whatever stands in them. Full text operators are not leakproof, so under row-level security no
-- index could serve them: this one function therefore runs as the platform role. It refuses any tenant but the one whose scope it is
-- called in, says the tenant in every statement, and yields ids and numbers alone, which the caller joins to rows under its own policies.
create function match_knowledge_terms(tenant uuid, base uuid, question text, documents uuid[], also uuid[], depth int)
returns table (chunk_id uuid, score float8, coverage float8, is_hit boolean) language plpgsql stable security definer set search_path = public, pg_temp rows 50 as $$
declare
  candidate_limit constant int := 2000;
  of_documents constant text := case when documents is null then '' else 'and t.document_id = any ($2)' end;
  total int; growth float8; mean_words float8; spoken text[]; word record; place int := 0;
  sought tsquery; common tsquery; common_words text[] := '{}'; common_counts int[] := '{}'; budget int := candidate_limit;
  frequencies text[]; weights text[]; scores text[]; covered text[]; asked text[];
begin
  if tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
    raise exception 'not the tenant of this scope' using errcode = 'insufficient_privilege';
  end if;
  select b.chunk_count, b.chunk_count / greatest(l.sampled_chunk_count, 1)::float8, greatest(l.word_count, 1) / greatest(l.chunk_count, 1)::float8, b.languages
    into total, growth, mean_words, spoken
    from knowledge_lexicons l join knowledge_bases b on b.tenant_id = l.tenant_id and b.id = l.knowledge_base_id
    where l.tenant_id = tenant and l.knowledge_base_id = base and b.chunk_count > 0;

  -- Text of no known language keeps its stop words: what is one in another language of the knowledge base is one there, too.
  for word in
    select lexeme, (c.chunk_count * growth)::int as count, array_agg(language) as languages
    from unnest(spoken) as language
      cross join lateral unnest(tsvector_to_array(to_tsvector(text_configuration(language), left(question, 4000)))) as lexeme
      left join knowledge_common_words c on c.tenant_id = tenant and c.knowledge_base_id = base and c.word = lexeme
    where language <> 'simple' or not exists (
      select from unnest(spoken) as other where other <> 'simple' and to_tsvector(text_configuration(other), lexeme) = '')
    group by 1, 2 order by 2 nulls first, 1 limit 32
  loop
    place := place + 1;
    if word.count is null or word.count <= budget then
      sought := coalesce(sought || word_query(word.lexeme), word_query(word.lexeme));
      budget := budget - coalesce(word.count, 0);
    else
      common_words := common_words || word.lexeme;
      common_counts := common_counts || word.count;
    end if;
    frequencies := frequencies || format(
      case when cardinality(spoken) = 1 then 'term_frequency(t.terms, %L)' else 'case when t.language = any (%2$L) then term_frequency(t.terms, %1$L) else 0 end' end,
      word_query(word.lexeme), word.languages);
    weights := weights || format('ln(1 + (%1$s - %2$s + 0.5) / (%2$s + 0.5))::float8', total,
      case when word.count is null then format('greatest(1, count(*) filter (where f[%s] > 0))', place) else least(word.count, total)::text end);
    scores := scores || format('w[%1$s] * f[%1$s] * 2.2 / (f[%1$s] + n)', place);
    covered := covered || format('case when f[%1$s] > 0 then w[%1$s] else 0 end', place);
    asked := asked || format('case when language = any (%L) then w[%s] else 0 end', word.languages, place);
  end loop;
  if place = 0 then return; end if;

  -- Candidates are all chunks with one of the rarer words, and some with several of the common ones. The tenant is told in a way that
  -- no index offers itself for, because the planner would read a whole tenant's entries for it.
  if cardinality(common_words) > 0 then
    common := common_word_query(common_words, common_counts, total, 1000);
    sought := case when sought is null then common when cardinality(common_words) > 1 then sought || common else sought end;
  end if;
  return query execute format($sql$
    with candidate as materialized (
      (select t.chunk_id, t.language, 0.3 + 0.9 * t.word_count / $4 as n, array[%1$s] as f from knowledge_terms t
        where (t.tenant_id = %2$L) is true and t.knowledge_base_id = %3$L and t.terms @@ $1 %4$s limit %5$s)
      union all
      select t.chunk_id, t.language, 0.3 + 0.9 * t.word_count / $4, array[%1$s] from unnest($3) as a (id) cross join lateral (
        select * from knowledge_terms t where t.tenant_id = %2$L and t.chunk_id = a.id and t.knowledge_base_id = %3$L offset 0) t
      where (t.terms @@ $1) is false
    ), weight as (select array[%6$s] as w from candidate having true),
    scored as (select c.chunk_id, %7$s as score, (%8$s) / nullif(%9$s, 0) as coverage from candidate c cross join weight),
    ranked as (select s.*, row_number() over (order by s.score desc, s.chunk_id) <= $5 as is_hit from scored s where s.score > 0)
    select r.chunk_id, r.score, r.coverage, r.is_hit from ranked r where r.is_hit or r.chunk_id = any ($3) order by r.score desc, r.chunk_id
  $sql$, array_to_string(frequencies, ', '), tenant, base, of_documents, candidate_limit, array_to_string(weights, ', '),
    array_to_string(scores, ' + '), array_to_string(covered, ' + '), array_to_string(asked, ' + '))
  using sought, documents, also, mean_words, depth;
end $$;
grant execute on function match_knowledge_terms to sylion_tenant;

-- A function belongs to a role only if that role may make functions here: for this moment it may.
do $$
declare
  privilege constant text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
  was_member constant boolean := pg_has_role(current_user, 'sylion_platform', privilege);
begin
  grant create on schema public to sylion_platform;
  if not was_member then execute format('grant sylion_platform to %I', current_user); end if;
  alter function match_knowledge_terms owner to sylion_platform;
  if not was_member then execute format('revoke sylion_platform from %I', current_user); end if;
  revoke create on schema public from sylion_platform;
end $$;

-- The chunks that answer a question, best first, in one round trip and one snapshot: a stable function runs all its statements on its
-- caller's. It steps into the tenant role, as record_inbound does. `bases` and `versions` go together. `question` null: words alone;
-- `words` null: the vector alone. `forced_route` is for tests and measurements.
-- The best `neighbour_hits` hits come with the chunks around them.
create function search_knowledge(
  tenant uuid, bases uuid[], versions int[], dimension int, question halfvec, words text, hit_limit int, filter jsonb default null, forced_route text default null, neighbour_hits int default 0)
returns table (
  chunk_id uuid, document_id uuid, document_name text, knowledge_base_id uuid, ordinal int, heading text, page int, content text, token_count int,
  similarity float8, vector_rank int, text_rank int, text_score float8, coverage float8, score float8, neighbours jsonb)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  depth constant int := least(200, greatest(30, 2 * hit_limit));
  base record; documents uuid[]; document_chunks bigint; route text;
  ids uuid[]; distances float8[];
  near_ids uuid[] := '{}'; near_distances float8[] := '{}';
  word_ids uuid[] := '{}'; word_scores float8[] := '{}'; word_coverages float8[] := '{}'; word_hits boolean[] := '{}';
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', coalesce(tenant::text, ''), true);
  for base in
    select b.id, asked.version, b.chunk_count,
      exists (select from knowledge_documents d where d.tenant_id = tenant and d.knowledge_base_id = b.id and d.state = 'deleting') as has_leaving,
      exists (select from knowledge_vector_indexes i where i.tenant_id = tenant and i.knowledge_base_id = b.id
        and i.embedding_version = asked.version and i.state = 'ready') as has_index
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
        when base.has_index then 'ann'
        when base.chunk_count < 1500 or base.has_leaving then 'exact'
        else 'bits' end);
      if dimension = 768 then
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_768(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count) n;
      else
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_1536(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count) n;
      end if;
      near_ids := near_ids || ids;
      near_distances := near_distances || distances;
    end if;
    if words <> '' then
      select word_ids || array_agg(m.chunk_id), word_scores || array_agg(m.score), word_coverages || array_agg(m.coverage), word_hits || array_agg(m.is_hit)
        into word_ids, word_scores, word_coverages, word_hits from match_knowledge_terms(tenant, base.id, words, documents, ids, depth) m;
    end if;
  end loop;

  return query
    with near as (
      select n.id, n.distance, row_number() over (order by n.distance, n.id) as rank from unnest(near_ids, near_distances) as n (id, distance)
      order by 2, 1 limit depth
    ), worded as (
      select w.id, w.score, w.coverage, case when w.is_hit then row_number() over (order by w.score desc, w.id) end as rank
      from unnest(word_ids, word_scores, word_coverages, word_hits) as w (id, score, coverage, is_hit)
    ), fused as (
      select id, n.distance, n.rank as near_rank, w.rank as word_rank, w.score as word_score, w.coverage,
        coalesce(1.0 / (60 + n.rank), 0)::float8 + coalesce(1.0 / (60 + w.rank), 0)::float8 as score
      from near n full join worded w using (id) where n.rank is not null or w.rank is not null
    ), best as (
      select f.*, row_number() over (order by f.score desc, f.near_rank, f.id) as place from fused f order by place limit hit_limit
    )
    select c.id, c.document_id, d.name, c.knowledge_base_id, c.ordinal, c.heading, c.page, c.content, c.token_count,
      case when f.distance is not null then -f.distance when question is null then null
        when dimension = 768 then (select -(v.embedding <#> question) from knowledge_vectors_768 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)])
        else (select -(v.embedding <#> question) from knowledge_vectors_1536 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)]) end,
      f.near_rank::int, f.word_rank::int, case when f.word_rank is not null then f.word_score end, coalesce(f.coverage, 0), f.score,
      case when f.place > neighbour_hits then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('chunkId', a.id, 'ordinal', a.ordinal, 'text', a.content, 'tokenCount', a.token_count) order by a.ordinal), '[]')
        from knowledge_chunks a where a.tenant_id = tenant and a.document_id = c.document_id and a.ordinal = any (array[c.ordinal - 1, c.ordinal + 1])) end
    from best f
      cross join lateral (select * from knowledge_chunks c where c.tenant_id = tenant and c.id = f.id offset 0) c
      cross join lateral (select d.name from knowledge_documents d where d.tenant_id = tenant and d.id = c.document_id and d.state <> 'deleting' offset 0) d
    order by f.place;
end $$;
grant execute on function search_knowledge to sylion_tenant;

-- Estimates from a sample which words are common in a knowledge base, and in how many of its chunks they stand.
create function count_common_words(tenant uuid, base uuid, total int) returns void language plpgsql as $$
declare
  sample_size constant int := least(total, 10000, greatest(2000, total / 20));
  sample constant text := format('select t.terms from (
    select c.id as chunk_id from knowledge_chunks c where c.tenant_id = %1$L and c.knowledge_base_id = %2$L order by random() limit %3$s) s
    join knowledge_terms t on t.tenant_id = %1$L and t.chunk_id = s.chunk_id', tenant, base, sample_size);
begin
  delete from knowledge_common_words w where w.tenant_id = tenant and w.knowledge_base_id = base;
  insert into knowledge_common_words (tenant_id, knowledge_base_id, word, chunk_count)
    select tenant, base, s.word, s.ndoc::float8 * total / sample_size from ts_stat(sample) s
    where s.ndoc >= 4 and s.ndoc::float8 * total / sample_size >= 200;
  update knowledge_lexicons l set sampled_chunk_count = total where l.tenant_id = tenant and l.knowledge_base_id = base;
end $$;

-- Publications hold this in common, a change of embedding alone.
create function publication_lock(base uuid) returns bigint language sql immutable as $$ select hashtextextended('publication:' || base, 0) $$;

-- Replaces a document's live chunks by its drafts, within the caller's transaction: readers see the old ones or the new ones. A draft
-- without a vector is found by its words alone. Returns the number of chunks; null, and nothing is done, when the knowledge base's
-- vectors have another version by now.
create function publish_chunks(tenant uuid, document uuid, base uuid, version int, dimension int) returns int language plpgsql as $$
declare
  removed_chunks int; added_chunks int; added_tokens int; added_words bigint; spoken text[]; size int; sampled_size int;
begin
  perform pg_advisory_xact_lock_shared(publication_lock(base));
  if not exists (select from knowledge_bases b where b.tenant_id = tenant and b.id = base and b.embedding_version = version and b.embedding_dimension = dimension) then
    return null;
  end if;
  delete from knowledge_chunks c where c.tenant_id = tenant and c.document_id = document;
  get diagnostics removed_chunks = row_count;
  insert into knowledge_chunks (tenant_id, id, knowledge_base_id, document_id, ordinal, heading, page, content, token_count, language, embedding_hash)
    select tenant, d.chunk_id, base, document, d.ordinal, d.heading, d.page, d.content, d.token_count, d.language, d.embedding_hash
    from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal;
  execute format('insert into knowledge_vectors_%s (tenant_id, knowledge_base_id, embedding_version, chunk_id, document_id, embedding)
    select $1, $3, $4, v.chunk_id, $2, v.embedding from knowledge_draft_vectors v
    where v.tenant_id = $1 and v.document_id = $2 order by v.chunk_id', dimension) using tenant, document, base, version;
  delete from knowledge_draft_vectors v where v.tenant_id = tenant and v.document_id = document;
  with added as (
    insert into knowledge_terms (tenant_id, knowledge_base_id, chunk_id, document_id, language, word_count, terms)
      select tenant, base, d.chunk_id, document, d.language, case when d.search_text = '' then 0 else 1 + octet_length(d.search_text) - octet_length(replace(d.search_text, ' ', '')) end, to_tsvector(text_configuration(d.language), d.search_text)
      from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal
      returning word_count, language
  )
  select count(*), coalesce(sum(a.word_count), 0), coalesce(array_agg(distinct a.language), '{}') into added_chunks, added_words, spoken from added a;
  with spent as (delete from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document returning d.token_count)
  select coalesce(sum(s.token_count), 0) into added_tokens from spent s;

  -- Last, because other documents of the knowledge base wait for these rows.
  update knowledge_documents d set chunk_count = added_chunks, token_count = added_tokens where d.tenant_id = tenant and d.id = document;
  update knowledge_bases b set chunk_count = greatest(0, b.chunk_count + added_chunks - removed_chunks),
      languages = array(select unnest(b.languages) union select unnest(spoken) order by 1)
    where b.tenant_id = tenant and b.id = base returning b.chunk_count into size;
  insert into knowledge_lexicons as l (tenant_id, knowledge_base_id, chunk_count, word_count) values (tenant, base, added_chunks, added_words)
    on conflict (tenant_id, knowledge_base_id) do update set chunk_count = l.chunk_count + excluded.chunk_count, word_count = l.word_count + excluded.word_count
    returning l.sampled_chunk_count into sampled_size;
  if size >= 2000 and size > 1.2 * sampled_size then perform count_common_words(tenant, base, size); end if;
  return added_chunks;
end $$;
grant execute on function publish_chunks to sylion_tenant;

