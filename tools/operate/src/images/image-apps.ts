/** What docker/Dockerfile makes images of: the four apps, the job that migrates before them, and backup and restore. */
export const imageApps = ['gateway', 'processor-worker', 'rag-ingest-worker', 'admin-api', 'migrate', 'operate'] as const;
