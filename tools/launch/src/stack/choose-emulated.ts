/** Which services the emulators stand in for. */
export interface Emulated {
  readonly whatsapp: boolean;
  readonly vertex: boolean;
  readonly storage: boolean;
}

/** A service is emulated unless the environment says where the real one is (DESIGN §9's names). An empty variable says nothing. */
export function chooseEmulated(environment: Readonly<Record<string, string | undefined>>): Emulated {
  const names = (...variables: string[]): boolean => variables.some((variable) => Boolean(environment[variable]));
  return {
    whatsapp: !names('WHATSAPP_GRAPH_URL', 'WHATSAPP_APP_SECRET'),
    vertex: !names('VERTEX_API_ENDPOINT', 'GOOGLE_CLOUD_PROJECT'),
    storage: !names('GCS_API_ENDPOINT', 'GCS_BUCKET', 'GOOGLE_CLOUD_PROJECT'),
  };
}
