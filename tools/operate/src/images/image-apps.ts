/** What docker/Dockerfile makes images of: the four apps, and the job that migrates before them. */
export const imageApps = ['gateway', 'processor-worker', 'rag-ingest-worker', 'admin-api', 'migrate'] as const;
