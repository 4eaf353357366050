import type { IIoK8sApiNetworkingV1NetworkPolicyPeer as Peer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { IIoK8sApiNetworkingV1NetworkPolicyPort as Port } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';

import { buildKustomization } from './build-kustomization.ts';
import { ofKind } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';

/** Who may speak with whom: the whole truth. */
const everybody = ['kube-system/kube-dns UDP 53', 'kube-system/kube-dns TCP 53', '169.254.20.10/32 UDP 53', '169.254.20.10/32 TCP 53'];
const postgres = ['postgres TCP 5432', 'postgres TCP 6543'];
const everyApp = [
  ...everybody,
  ...postgres,
  'redis TCP 6378',
  'redis TCP 6379',
  'internet TCP 443', // Google, Graph, Twilio, 360dialog, identity providers: they have no fixed addresses
  '169.254.169.252/32 TCP 988', // Workload Identity
  '169.254.169.254/32 TCP 80',
  'monitoring TCP 4318', // traces
];
const edges: Readonly<Record<string, { readonly from: readonly string[]; readonly to: readonly string[] }>> = {
  gateway: { from: ['ingress http', 'monitoring metrics'], to: everyApp },
  'processor-worker': { from: ['monitoring metrics'], to: everyApp },
  'rag-ingest-worker': { from: ['monitoring metrics'], to: [...everyApp, 'internet TCP 80'] },
  'admin-api': { from: ['ingress http', 'monitoring metrics'], to: [...everyApp, 'internet TCP 1024-65535'] },
  migrate: { from: [], to: [...everybody, ...postgres] },
};

/** What is nobody's public address (RFC 6890): a pod, a node, a database. */
const notPublic = {
  '0.0.0.0/0': '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3',
  '::/0': 'fc00::/7 fe80::/10 ff00::/8',
};

const selects = (policy: INetworkPolicy, app: string): boolean => {
  const { matchLabels = {}, matchExpressions = [] } = policy.spec?.podSelector ?? {};
  return (
    Object.entries(matchLabels).every(([key, value]) => key === 'app.kubernetes.io/name' && value === app) &&
    matchExpressions.every(
      ({ key, operator, values = [] }) => key === 'app.kubernetes.io/name' && operator === 'In' && (values as string[]).includes(app),
    )
  );
};

/** A peer in one word. Pods of our own namespace have none: that would be an edge between apps. */
function nameOf({ ipBlock, namespaceSelector, podSelector }: Peer, places: Readonly<Record<string, string>>): string {
  if (ipBlock) {
    const { cidr, except = [] } = ipBlock;
    if (cidr in notPublic) return except.join(' ') === notPublic[cidr as keyof typeof notPublic] ? 'internet' : `${cidr} with holes`;
    return places[cidr] ?? cidr;
  }
  const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const pod = podSelector?.matchLabels?.['k8s-app'];
  if (namespace === undefined || namespace === 'sylion') return 'an app';
  return pod === undefined ? namespace : `${namespace}/${pod}`;
}

const portOf = ({ protocol, port, endPort }: Port, isEgress: boolean): string =>
  `${isEgress ? `${protocol ?? 'TCP'} ` : ''}${String(port)}${endPort === undefined ? '' : `-${endPort}`}`;

const pairs = (peers: readonly Peer[] = [], ports: readonly Port[] = [], places: Readonly<Record<string, string>>, isEgress: boolean) =>
  // No peers are all peers, and no ports all ports.
  (peers.length === 0 ? ['anybody'] : peers.map((peer) => nameOf(peer, places))).flatMap((peer) =>
    (ports.length === 0 ? ['any port'] : ports.map((port) => portOf(port, isEgress))).map((port) => `${peer} ${port}`),
  );

describe.each(overlays)('in %s', (overlay) => {
  const policies = ofKind<INetworkPolicy>(buildKustomization(overlayFolder(overlay)), 'NetworkPolicy');
  const addressOf = (name: string): string =>
    policies.find(({ metadata }) => metadata?.name === name)?.spec?.egress?.[0]?.to?.[0]?.ipBlock?.cidr ?? '';
  const places = { [addressOf('postgres')]: 'postgres', [addressOf('redis')]: 'redis' };

  it('what no edge allows is forbidden, to every pod and both ways', () => {
    expect(policies.map(({ spec }) => spec)).toContainEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('Postgres and Redis are one address each, and not the documentation’s', () => {
    expect(addressOf('postgres')).toMatch(/\/32$/);
    expect(addressOf('redis')).toMatch(/\/32$/);
    expect(JSON.stringify(policies)).not.toContain('192.0.2.');
  });

  it.each([...apps, 'migrate'])('%s speaks with whom the table names, and no app with another', (app) => {
    const applied = policies.filter((policy) => selects(policy, app));
    const from = applied.flatMap(({ spec }) => (spec?.ingress ?? []).flatMap((rule) => pairs(rule.from, rule.ports, places, false)));
    const to = applied.flatMap(({ spec }) => (spec?.egress ?? []).flatMap((rule) => pairs(rule.to, rule.ports, places, true)));
    expect(new Set(from)).toEqual(new Set(edges[app]?.from));
    expect(new Set(to)).toEqual(new Set(edges[app]?.to));
  });
});
