import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { createRequire } from 'node:module';

import { protocolOfServices, type ProtocolNode } from '@sylion/vertex-client';

/** How Google's clients see messages: camel case, enums by name, 64-bit numbers as text, everything that is missing by its default. */
const messageForm = { keepCase: false, longs: String, enums: String, defaults: true, oneofs: true };

/**
 * The definitions of some services of an official client package, so that the emulator speaks exactly its protocol.
 *
 * @param services full names, such as `google.longrunning.Operations`; throws if the installed package lacks one
 */
export function loadServiceDefinitions<Service extends string>(
  packageName: 'aiplatform' | 'discoveryengine',
  services: readonly Service[],
): Record<Service, ServiceDefinition> {
  const protocol = createRequire(import.meta.url)(`@google-cloud/${packageName}/build/protos/protos.json`) as ProtocolNode;
  const definitions = fromJSON(protocolOfServices(protocol, services), messageForm);
  return Object.fromEntries(
    services.map((name) => {
      const definition = definitions[name];
      if (!definition) throw new Error(`The installed ${packageName} package has no ${name}.`);
      return [name, definition as ServiceDefinition];
    }),
  ) as Record<Service, ServiceDefinition>;
}
