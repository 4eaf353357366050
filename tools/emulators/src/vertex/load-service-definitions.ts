import type { ServiceDefinition } from '@grpc/grpc-js';
import { createRequire } from 'node:module';

/** Only what is used of google-gax: its own type declarations are too heavy to load for one method. */
interface GaxModule {
  GrpcClient: new (options: object) => {
    loadProtoJSON(json: object): { google: { cloud: { aiplatform: { v1: Record<string, { service: ServiceDefinition }> } } } };
  };
}

/**
 * The service definitions of the official client package, so that the emulator speaks exactly its protocol.
 *
 * @throws if the installed client package lacks the service
 */
export function loadServiceDefinitions(): (name: 'PredictionService' | 'LlmUtilityService') => ServiceDefinition {
  const require = createRequire(import.meta.url);
  const { GrpcClient } = require('google-gax') as GaxModule;
  const services = new GrpcClient({}).loadProtoJSON(require('@google-cloud/aiplatform/build/protos/protos.json') as object).google.cloud
    .aiplatform.v1;
  return (name) => {
    const definition = services[name]?.service;
    if (!definition) throw new Error(`The installed client package has no ${name}.`);
    return definition;
  };
}
