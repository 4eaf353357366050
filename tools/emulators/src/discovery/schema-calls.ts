import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { fromProtobufStruct, toProtobufStruct, type JsonValue } from '../vertex/protobuf-value.ts';
import { ServiceError } from '../vertex/service-error.ts';
import { asObject, type DataStore } from './data-store.ts';
import { discoveryCall } from './discovery-call.ts';
import type { NamedRequest, UpdateSchemaRequest } from './discovery-messages.ts';
import type { DiscoveryState } from './discovery-state.ts';
import { messageType } from './message-type.ts';

/** SchemaService: Get and Update of the default schema. A field once indexable stays so. */
export function schemaCalls(state: DiscoveryState): UntypedServiceImplementation {
  const storeOf = (schemaName: string): DataStore => {
    const [, store] = /^(.+)\/schemas\/default_schema$/.exec(schemaName) ?? [];
    if (!store) throw new ServiceError(status.NOT_FOUND, `Schema ${schemaName} not found.`);
    return state.dataStore(store);
  };
  const toMessage = (store: DataStore) => ({ name: `${store.name}/schemas/default_schema`, structSchema: toProtobufStruct(store.schema) });
  return {
    GetSchema: discoveryCall<NamedRequest>(
      state,
      'GetSchema',
      ({ name }) => ({ concerns: name }),
      ({ name }) => toMessage(storeOf(name)),
    ),
    UpdateSchema: discoveryCall<UpdateSchemaRequest>(
      state,
      'UpdateSchema',
      ({ schema }) => ({ concerns: schema?.name ?? '' }),
      ({ schema }) => {
        const store = storeOf(schema?.name ?? '');
        const updated = schema?.structSchema
          ? fromProtobufStruct(schema.structSchema)
          : asObject(JSON.parse(schema?.jsonSchema || 'null') as JsonValue);
        if (updated.type !== 'object') throw new ServiceError(status.INVALID_ARGUMENT, 'The schema must be of type "object".');
        store.schema = updated;
        const response = { '@type': messageType('Schema'), ...toMessage(store) };
        return state.finishedOperation(
          `${store.name}/schemas/default_schema`,
          'update-schema',
          messageType('UpdateSchemaMetadata'),
          response,
        );
      },
    ),
  };
}
