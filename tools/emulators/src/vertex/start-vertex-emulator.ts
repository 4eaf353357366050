import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addDiscoveryServices } from '../discovery/add-discovery-services.ts';
import { DiscoveryState } from '../discovery/discovery-state.ts';
import { countTokensCall } from './count-tokens-call.ts';
import { embedContent } from './embed-content.ts';
import { generateContent, streamGenerateContent } from './generate-content.ts';
import { loadServiceDefinitions } from './load-service-definitions.ts';
import { predictEmbeddings } from './predict-embeddings.ts';
import { serveControl } from './serve-control.ts';
import { VertexState } from './vertex-state.ts';

export interface VertexEmulator {
  /** `host:port` of the gRPC server, without TLS. */
  endpoint: string;
  controlUrl: string;
  /** Ends running calls and frees both ports. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of the Vertex AI and Vertex AI Search calls we make, on the official clients' own protocol definitions, bound to 127.0.0.1.
 * What it does and how to control it: README.md.
 *
 * @param options ports (0, the default, takes free ones) and `gcsEndpoint`, the base URL that `gs://` objects are read from
 */
export async function startVertexEmulator(
  options: { port?: number; controlPort?: number; gcsEndpoint?: string } = {},
): Promise<VertexEmulator> {
  const state = new VertexState(options.gcsEndpoint);
  const discovery = new DiscoveryState(state);
  const server = createGrpcServer(state);
  addDiscoveryServices(server, discovery);
  const port = await bind(server, options.port ?? 0);
  const control = createServer(serveControl(state)).listen(options.controlPort ?? 0, '127.0.0.1');
  await once(control, 'listening').catch((error: unknown) => {
    server.forceShutdown();
    throw error;
  });
  return {
    endpoint: `127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
    async stop() {
      discovery.stop();
      server.forceShutdown();
      control.closeAllConnections();
      if (control.listening) await new Promise((resolve) => control.close(resolve));
    },
  };
}

const predictionService = 'google.cloud.aiplatform.v1.PredictionService';
const utilityService = 'google.cloud.aiplatform.v1.LlmUtilityService';

function createGrpcServer(state: VertexState): Server {
  const definitions = loadServiceDefinitions('aiplatform', [predictionService, utilityService]);
  const maximumMessageBytes = 64 * 1024 * 1024;
  const server = new Server({
    'grpc.max_receive_message_length': maximumMessageBytes,
    'grpc.max_send_message_length': maximumMessageBytes,
  });
  const prediction: UntypedServiceImplementation = {
    GenerateContent: generateContent(state),
    StreamGenerateContent: streamGenerateContent(state),
    EmbedContent: embedContent(state),
    Predict: predictEmbeddings(state),
  };
  server.addService(definitions[predictionService], prediction);
  server.addService(definitions[utilityService], { CountTokens: countTokensCall(state) });
  return server;
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, boundPort) =>
      error ? reject(error) : resolve(boundPort),
    );
  });
}
