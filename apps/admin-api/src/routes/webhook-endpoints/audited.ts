/** Of an endpoint's change, what the audit log may keep: an address can carry a secret behind its host. */
export const audited = <Change extends { readonly url?: string | undefined }>({ url, ...change }: Change) => ({
  ...change,
  ...(url !== undefined && { host: new URL(url).host }),
});
