import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

export const overlays = ['staging', 'production'] as const;
export const apps = ['gateway', 'processor-worker', 'rag-ingest-worker', 'admin-api'] as const;

export const overlayFolder = (overlay: string): string => path.join(repositoryRoot, 'k8s/overlays', overlay);
