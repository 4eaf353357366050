import { protocolOfServices, type ProtocolNode } from './protocol-of-services.ts';

/** Only what is used of google-gax: its own type declarations are too heavy to load for two functions. */
export interface Gax {
  readonly GrpcClient: new (options: object) => ProtocolLoader;
  readonly protobufFromJSON: (protocol: ProtocolNode) => unknown;
}

interface ProtocolLoader {
  loadProtoJSON(protocol: ProtocolNode, ignoreCache?: boolean): unknown;
}

/**
 * The library below Google's clients, which builds of their packages' protocols only the part that some services speak;
 * a client takes it instead of its own. Protocols without these services (IAM's, say) are built whole.
 */
export function gaxOfServices(gax: Gax, services: readonly string[]): Gax {
  const partOf = (protocol: ProtocolNode): ProtocolNode => {
    const part = protocolOfServices(protocol, services);
    return Object.keys(part.nested ?? {}).length > 0 ? part : protocol;
  };
  class GrpcClient extends gax.GrpcClient {
    override loadProtoJSON(protocol: ProtocolNode, ignoreCache?: boolean): unknown {
      return super.loadProtoJSON(partOf(protocol), ignoreCache);
    }
  }
  return { ...gax, GrpcClient, protobufFromJSON: (protocol) => gax.protobufFromJSON(partOf(protocol)) };
}
