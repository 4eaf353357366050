export interface ServiceAddress {
  host: string;
  port: number;
  /** Without TLS and credentials: only ever towards this machine. */
  isInsecure: boolean;
}

/**
 * Where a location's models are served.
 *
 * @param apiEndpoint `host:port` (or `host`) that replaces Google's own, such as an emulator's; plain text if it is loopback
 * @throws if it is malformed
 * @see https://docs.cloud.google.com/gemini-enterprise-agent-platform/resources/locations
 */
export function serviceAddress(location: string, apiEndpoint: string | undefined): ServiceAddress {
  if (!apiEndpoint) return { host: googleHost(location), port: 443, isInsecure: false };
  const { hostname, port } = new URL(`grpc://${apiEndpoint.replace(/^[a-z]+:\/\//, '')}`);
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host: hostname,
    port: port === '' ? 443 : Number(port),
    isInsecure: host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host),
  };
}

function googleHost(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}
