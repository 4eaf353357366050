/** Where things are in Google's hierarchy. */
export interface ResourceNames {
  dataStoreId: string;
  collection: string;
  dataStore: string;
  schema: string;
  branch: string;
  servingConfig: string;
  document(id: string): string;
}

export function resourceNames(project: string, location: string, dataStoreId: string): ResourceNames {
  const collection = `projects/${project}/locations/${location}/collections/default_collection`;
  const dataStore = `${collection}/dataStores/${dataStoreId}`;
  const branch = `${dataStore}/branches/default_branch`;
  return {
    dataStoreId,
    collection,
    dataStore,
    schema: `${dataStore}/schemas/default_schema`,
    branch,
    servingConfig: `${dataStore}/servingConfigs/default_search`,
    document: (id) => `${branch}/documents/${id}`,
  };
}
