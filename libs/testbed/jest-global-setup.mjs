// Jest loads this outside its sandbox, so plain Node reads the TypeScript beside it.
export default async () => {
  const { startTestServers } = await import('./src/test-servers.ts');
  await startTestServers();
};
