import type { ServiceDefinition } from '@grpc/grpc-js';
import { createRequire } from 'node:module';

interface ProtocolNode {
  service?: ServiceDefinition;
  [name: string]: unknown;
}

/** A namespace of protobufjs's JSON form. */
interface ProtosJson {
  nested: Record<string, ProtosJson>;
}

/** Only what is used of google-gax: its own type declarations are too heavy to load for one method. */
interface GaxModule {
  GrpcClient: new (options: object) => { loadProtoJSON(json: object): ProtocolNode };
}

/**
 * The service definitions of an official client package, so that the emulator speaks exactly its protocol.
 *
 * @returns finds a service by its full name, such as `google.longrunning.Operations`; throws if the installed package lacks it
 */
export function loadServiceDefinitions(packageName: 'aiplatform' | 'discoveryengine'): (fullName: string) => ServiceDefinition {
  const require = createRequire(import.meta.url);
  const { GrpcClient } = require('google-gax') as GaxModule;
  const protos = require(`@google-cloud/${packageName}/build/protos/protos.json`) as ProtosJson;
  const protocol = new GrpcClient({}).loadProtoJSON(onlyFirstVersion(protos, packageName));
  return (fullName) => {
    const node = fullName
      .split('.')
      .reduce<ProtocolNode | undefined>((parent, name) => parent?.[name] as ProtocolNode | undefined, protocol);
    if (!node?.service) throw new Error(`The installed ${packageName} package has no ${fullName}.`);
    return node.service;
  };
}

/** The alpha and beta versions are most of the definitions, and of the time to load them; nobody asks for them. */
function onlyFirstVersion(protos: ProtosJson, packageName: string): ProtosJson {
  return changeAt(protos, ['google', 'cloud', packageName], (versions) => ({
    ...versions,
    nested: Object.fromEntries(Object.entries(versions.nested).filter(([version]) => version === 'v1')),
  }));
}

/** A copy in which the namespace at the path is changed. */
function changeAt(node: ProtosJson, [name, ...rest]: string[], change: (node: ProtosJson) => ProtosJson): ProtosJson {
  const child = name && node.nested[name];
  return child ? { ...node, nested: { ...node.nested, [name]: changeAt(child, rest, change) } } : change(node);
}
