export default async () => {
  const { stopTestServers } = await import('./src/test-servers.ts');
  await stopTestServers();
};
