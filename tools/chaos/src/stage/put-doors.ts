import { openDoor, type Door } from './door.ts';

export const doorNames = ['postgres', 'redis', 'whatsapp', 'vertex'] as const;
/** The servers that a process talks to. */
export type DoorName = (typeof doorNames)[number];
export type Doors = Readonly<Record<DoorName, Door>>;

/** Opens a door before every server that the environment of one process names, and returns it with the doors' addresses instead. */
export async function putDoors(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly doors: Doors; readonly environment: Record<string, string> }> {
  const { DATABASE_URL = '', REDIS_URL = '', WHATSAPP_GRAPH_URL = '', VERTEX_API_ENDPOINT = '' } = environment;
  const before = (url: string): Promise<Door> => openDoor({ host: new URL(url).hostname, port: Number(new URL(url).port) });
  const through = (url: string, { port }: Door): string => Object.assign(new URL(url), { port: String(port) }).href;
  const doors = {
    postgres: await before(DATABASE_URL),
    redis: await before(REDIS_URL),
    whatsapp: await before(WHATSAPP_GRAPH_URL),
    vertex: await before(`http://${VERTEX_API_ENDPOINT}`),
  };
  return {
    doors,
    environment: {
      ...environment,
      DATABASE_URL: through(DATABASE_URL, doors.postgres),
      REDIS_URL: through(REDIS_URL, doors.redis),
      WHATSAPP_GRAPH_URL: through(WHATSAPP_GRAPH_URL, doors.whatsapp).replace(/\/$/, ''),
      VERTEX_API_ENDPOINT: `127.0.0.1:${doors.vertex.port}`,
    },
  };
}
