/** What only an installation needs, and the C library: a second one beside the running one crashes every program. */
const unwanted = /^(libc6|libc-bin|adduser|init-system-helpers|lsb-base|sysvinit-utils|perl.*|procps|logrotate|cron.*)$/;

/** The packages that a simulated `apt-get install` would add to this machine, without those that an unpacked program must not bring. */
export function packagesToInstall(simulation: string): string[] {
  const names = [...simulation.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  return names.filter((name) => !unwanted.test(name));
}
