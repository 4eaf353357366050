import type { RawMethod } from '../call-method.ts';
import type { Connection, GooglePackage } from '../open-clients.ts';
import type { RawOperation, RawSearchResponses, RawStatus } from './raw-search-service.ts';

type InnerCalls<Names extends keyof RawSearchResponses> = { [Name in Names]: RawMethod<RawSearchResponses[Name]> };

/** google.protobuf.Any */
interface PackedMessage {
  value: Uint8Array;
}

/** What the generated client classes look like to us. */
export interface DiscoveryClients {
  DataStoreServiceClient: Connection & { innerApiCalls: InnerCalls<'getDataStore' | 'createDataStore'> };
  SchemaServiceClient: Connection & { innerApiCalls: InnerCalls<'getSchema' | 'updateSchema'> };
  DocumentServiceClient: Connection & {
    innerApiCalls: InnerCalls<'importDocuments' | 'getDocument' | 'deleteDocument'>;
    operationsClient: {
      innerApiCalls: {
        getOperation: RawMethod<{
          done?: boolean;
          error?: RawStatus | null;
          metadata?: PackedMessage | null;
          response?: PackedMessage | null;
        }>;
      };
    };
    descriptors: {
      longrunning: {
        importDocuments: {
          metadataDecoder(value: Uint8Array): RawOperation['metadata'];
          responseDecoder(value: Uint8Array): RawOperation['response'];
        };
      };
    };
  };
  SearchServiceClient: Connection & { innerApiCalls: InnerCalls<'search'> };
}

export function loadDiscoveryClients(): Promise<GooglePackage<DiscoveryClients>>;
