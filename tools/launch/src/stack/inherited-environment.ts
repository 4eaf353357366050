import { settingNames } from '../embedded/setting-names.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What any process may need from outside, whosever it is. */
const surroundings = /^(PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|https?_proxy|no_proxy|GOOGLE_\w+|OTEL_\w+)$/i;
/** With it row-level security can be walked around: only who needs it is told, by name. */
const ownersOnly = 'DATABASE_OWNER_URL';

/** What a caller's environment tells every process of a stack: the product's settings and the process's surroundings. */
export function inheritedEnvironment(environment: Environment): Record<string, string> {
  const settings = new Set(settingNames());
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && entry[0] !== ownersOnly && (settings.has(entry[0]) || surroundings.test(entry[0])),
    ),
  );
}
