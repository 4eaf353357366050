import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

/** What docker/nginx/nginx.conf.template leaves open; docker/compose.yaml gives the same names to the container. */
export interface NginxVariables {
  readonly NGINX_USER: string;
  readonly NGINX_SCRATCH: string;
  readonly NGINX_ACCESS_LOG: string;
  readonly NGINX_RESOLVER: string;
  readonly NGINX_CERTIFICATES: string;
  readonly NGINX_ACME: string;
  readonly NGINX_HTTP_LISTEN: string;
  readonly NGINX_HTTPS_LISTEN: string;
  readonly NGINX_GATEWAY_ADDRESS: string;
  readonly NGINX_ADMIN_ADDRESS: string;
  readonly NGINX_GATEWAY_HOST: string;
  readonly NGINX_ADMIN_HOST: string;
  readonly NGINX_UPLOAD_LIMIT: string;
}

/** The production configuration, as envsubst in nginx's image makes it. @throws {Error} when the template asks for more, or for less */
export function renderNginx(variables: NginxVariables): string {
  const template = fs.readFileSync(path.join(repositoryRoot, 'docker/nginx/nginx.conf.template'), 'utf8');
  const asked = new Set([...template.matchAll(/\$\{(NGINX_[A-Z_]+)\}/g)].map(([, name = '']) => name));
  const given = Object.keys(variables);
  if (asked.size !== given.length || given.some((name) => !asked.has(name)))
    throw new Error(`the template asks for ${[...asked].join(', ')}`);
  return Object.entries(variables).reduce((text, [name, value]) => text.replaceAll(`\${${name}}`, value), template);
}
