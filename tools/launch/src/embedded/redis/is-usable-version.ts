/** Whether `redis-server --version` printed a version from 6.2 on, the oldest that our queues work with. */
export function isUsableVersion(printed: string): boolean {
  const version = /\bv=(\d+)\.(\d+)/.exec(printed);
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > 6 || (major === 6 && minor >= 2);
}
