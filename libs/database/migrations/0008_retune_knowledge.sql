-- breaking: no
-- Publishing tells a document's language and length by itself, and without drafts (a deletion) asks no version.

-- Replaces a document's live chunks by its drafts, within the caller's transaction: readers see the old ones or the new ones. A draft
-- without a vector is found by its words alone. Returns the number of chunks; null, and nothing is done, when there are drafts and the
-- knowledge base's vectors have another version by now.
create or replace function publish_chunks(tenant uuid, document uuid, base uuid, version int, dimension int) returns int language plpgsql as $$
declare
  removed_chunks int; added_chunks int; added_tokens int; added_words bigint; spoken text[]; mostly_spoken text; size int; sampled_size int;
begin
  perform pg_advisory_xact_lock_shared(publication_lock(base));
  if exists (select from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document) and not exists (
    select from knowledge_bases b where b.tenant_id = tenant and b.id = base and b.embedding_version = version and b.embedding_dimension = dimension) then
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
  with spent as (delete from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document returning d.token_count, d.language)
  select coalesce(sum(s.token_count), 0), mode() within group (order by s.language) into added_tokens, mostly_spoken from spent s;

  -- Last, because other documents of the knowledge base wait for these rows.
  update knowledge_documents d set chunk_count = added_chunks, token_count = added_tokens, language = mostly_spoken where d.tenant_id = tenant and d.id = document;
  update knowledge_bases b set chunk_count = greatest(0, b.chunk_count + added_chunks - removed_chunks),
      languages = array(select unnest(b.languages) union select unnest(spoken) order by 1)
    where b.tenant_id = tenant and b.id = base returning b.chunk_count into size;
  insert into knowledge_lexicons as l (tenant_id, knowledge_base_id, chunk_count, word_count) values (tenant, base, added_chunks, added_words)
    on conflict (tenant_id, knowledge_base_id) do update set chunk_count = l.chunk_count + excluded.chunk_count, word_count = l.word_count + excluded.word_count
    returning l.sampled_chunk_count into sampled_size;
  if size >= 2000 and size > 1.2 * sampled_size then perform count_common_words(tenant, base, size); end if;
  return added_chunks;
end $$;
