export interface ServiceAddress {
  host: string;
  port: number;
  /** Without TLS and credentials: only ever towards this machine. */
  isInsecure: boolean;
}

/**
 * Where a service is reached.
 *
 * @param googleHost Google's own host for it, see below
 * @param apiEndpoint `host:port` (or `host`) that replaces it, such as an emulator's; plain text if it is loopback
 * @throws if it is malformed
 */
export function serviceAddress(googleHost: string, apiEndpoint: string | undefined): ServiceAddress {
  if (!apiEndpoint) return { host: googleHost, port: 443, isInsecure: false };
  const { hostname, port } = new URL(`grpc://${apiEndpoint.replace(/^[a-z]+:\/\//, '')}`);
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host: hostname,
    port: port === '' ? 443 : Number(port),
    isInsecure: host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host),
  };
}

/**
 * Where a location's models are served.
 *
 * @see https://docs.cloud.google.com/gemini-enterprise-agent-platform/resources/locations
 */
export function vertexHost(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}

/**
 * Where managed search is served: `global`, or a multi-region such as `eu`.
 *
 * @see https://docs.cloud.google.com/generative-ai-app-builder/docs/locations
 */
export function discoveryHost(location: string): string {
  return location === 'global' ? 'discoveryengine.googleapis.com' : `${location}-discoveryengine.googleapis.com`;
}
