/** The hosts that may see a channel's token, or be asked for media at all. */
export interface TrustedHosts {
  /** The API's own address. Only here may it be plain http, and only on loopback. */
  apiUrl: string;
  /** More hosts, as `name` or `name:port`, always over https. */
  mediaHosts: readonly string[];
}

/**
 * The URL if the channel's token may be sent there; undefined otherwise. URLs of media come out of webhooks and answers, so without
 * this guard whoever can forge one reads the token, or makes us fetch from inside our network.
 */
export const trustedUrl = (written: string, { apiUrl, mediaHosts }: TrustedHosts): URL | undefined => {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const api = new URL(apiUrl);
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.origin === api.origin) return url.protocol === 'https:' || isLoopback(api) ? url : undefined;
  return url.protocol === 'https:' && mediaHosts.includes(url.host) ? url : undefined;
};

const isLoopback = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
