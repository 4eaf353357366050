-- breaking: no
-- How much of an index of its own is looked at for one question: 280 candidates instead of 200. Of questions off the content of the bench's largest base the
-- narrower beam found less than the recall we promise; near its content both find all. Measured by `npm run bench -- retrieval`; see decision 7.
do $change$
declare
  dimension int;
  definition text;
begin
  foreach dimension in array array[768, 1536] loop
    definition := pg_get_functiondef(format('nearest_chunks_%s', dimension)::regproc);
    if definition not like '%''hnsw.ef_search'', ''200''%' then
      raise exception 'nearest_chunks_% does not look 200 candidates wide', dimension;
    end if;
    execute replace(definition, '''hnsw.ef_search'', ''200''', '''hnsw.ef_search'', ''280''');
  end loop;
end $change$;
