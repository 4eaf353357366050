import { once } from 'node:events';
import net from 'node:net';

import { fail, ok, type Finding } from '../finding.ts';
import type { Surroundings } from '../surroundings.ts';

const timeoutMs = 5_000;

/** Whether what lies outside answers from here. Its word on credentials is another matter: the gateway's and the apps' to find out. */
export const checkReach = ({ graphUrl, vertexAddress, storageUrl }: Surroundings): Promise<Finding[]> =>
  Promise.all([
    answers('WhatsApp (Graph)', graphUrl, () => ask(graphUrl)),
    answers('models (Vertex AI)', vertexAddress, () => connect(vertexAddress)),
    answers('objects (Cloud Storage)', storageUrl, () => ask(storageUrl)),
  ]);

async function answers(subject: string, address: string, look: () => Promise<unknown>): Promise<Finding> {
  try {
    await look();
    return ok(subject, `${hostOf(address)} answers`);
  } catch {
    return fail(
      subject,
      `${hostOf(address)} does not answer from here within ${timeoutMs / 1_000} s`,
      `look at DNS, firewall and proxy of this machine: curl -sv ${hostOf(address)}`,
    );
  }
}

/** Whatever it says, it is there. */
const ask = (url: string): Promise<Response> => fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });

async function connect(address: string): Promise<void> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = net.connect({ host: hostname, port: Number(port || 443) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
  } finally {
    socket.destroy();
  }
}

/** Without path and credentials. */
const hostOf = (address: string): string => new URL(address.includes('://') ? address : `tcp://${address}`).host;
