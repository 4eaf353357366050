import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

import { freePort, providePrograms, runCommand } from '@sylion/launch/embedded';
import { superviseProcess } from '@sylion/launch/stack';

import { renderNginx } from './render-nginx.ts';

export interface NginxOptions {
  /** Is made: configuration, certificates, scratch files and logs. */
  readonly home: string;
  /** `host:port` of the apps. */
  readonly gatewayAddress: string;
  readonly adminAddress: string;
  readonly gatewayHost: string;
  readonly adminHost: string;
}

export interface RunningNginx {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Of the certificate that was made for it. */
  readonly certificate: string;
  readonly home: string;
  /** What `nginx -t` says about a configuration. @throws {CommandFailed} with what is wrong with it */
  check(configuration: string): Promise<void>;
  /** The configuration that it runs. */
  readonly configuration: string;
  stop(): Promise<void>;
}

/** A real nginx with the production configuration in front of running apps, on free ports of this machine, with a certificate of its own. */
export async function startNginx(options: NginxOptions): Promise<RunningNginx> {
  const { home } = options;
  for (const folder of ['scratch', 'acme/.well-known/acme-challenge', 'certificates/live/sylion'])
    await fs.mkdir(path.join(home, folder), { recursive: true });
  const programs = await providePrograms({ packageNames: ['nginx', 'openssl'], log: (line) => void process.stderr.write(`${line}\n`) });
  const certificate = await certify(programs.words('usr/bin/openssl'), home, [options.gatewayHost, options.adminHost]);
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const configuration = renderNginx({
    NGINX_USER: 'root', // who else may start it is not asked: nginx then stays who it is
    NGINX_SCRATCH: path.join(home, 'scratch'),
    NGINX_ACCESS_LOG: path.join(home, 'access.log'),
    NGINX_RESOLVER: '127.0.0.1',
    NGINX_CERTIFICATES: path.join(home, 'certificates'),
    NGINX_ACME: path.join(home, 'acme'),
    NGINX_HTTP_LISTEN: `127.0.0.1:${httpPort}`,
    NGINX_HTTPS_LISTEN: `127.0.0.1:${httpsPort}`,
    NGINX_GATEWAY_ADDRESS: options.gatewayAddress,
    NGINX_ADMIN_ADDRESS: options.adminAddress,
    NGINX_GATEWAY_HOST: options.gatewayHost,
    NGINX_ADMIN_HOST: options.adminHost,
    NGINX_UPLOAD_LIMIT: '101m',
  });
  const command = (file: string): string[] => [...programs.words('usr/sbin/nginx'), '-p', home, '-e', 'stderr', '-c', file];
  const file = path.join(home, 'nginx.conf');
  await fs.writeFile(file, configuration);
  const server = await superviseProcess({
    name: 'nginx',
    program: { words: [...command(file), '-g', 'daemon off;'], workingFolder: home },
    environment: {},
    logFile: path.join(home, 'nginx.log'),
    isReady: () => answers(httpPort),
  });
  return {
    httpPort,
    httpsPort,
    certificate,
    home,
    configuration,
    check: async (text) => {
      const candidate = path.join(home, 'candidate.conf');
      await fs.writeFile(candidate, text);
      const [program = '', ...words] = command(candidate);
      await runCommand(program, [...words, '-t']);
    },
    stop: server.stop,
  };
}

/** A certificate for these names that only who is told of it believes, where nginx looks for the one of ACME. */
async function certify([openssl = '', ...words]: string[], home: string, names: readonly string[]): Promise<string> {
  const folder = path.join(home, 'certificates/live/sylion');
  const configuration = path.join(folder, 'openssl.cnf');
  await fs.writeFile(configuration, `[req]\ndistinguished_name=name\nprompt=no\n[name]\nCN=${names[0]}\n`);
  const subject = `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`;
  const [key, certificate] = [path.join(folder, 'privkey.pem'), path.join(folder, 'fullchain.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await runCommand(openssl, [...words, 'req', '-config', configuration, ...kind, '-addext', subject, '-keyout', key, '-out', certificate]);
  return fs.readFile(certificate, 'utf8');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/' }, (response) => resolve(response.resume().statusCode === 308));
    request.once('error', () => resolve(false));
  });
}
