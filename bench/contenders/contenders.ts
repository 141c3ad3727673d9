/** Who is measured: how each is started, and what it is sent. */

import { readFileSync } from 'node:fs';
import { jwtSettings } from '../material/callers.ts';
import { type ServerProcess, startServer } from '../servers/server-process.ts';

export interface Contender {
  readonly name: string;
  /** How it stands in tables and pictures. */
  readonly label: string;
  /** Takes the vendor's form, or a GraphQL request. */
  readonly takes: 'vendor form' | 'graphql';
  /** Null: there is nobody between the client and the upstream. */
  readonly start: ((options: ContenderOptions) => Promise<ServerProcess>) | null;
}

export interface ContenderOptions {
  readonly upstreamUrl: string;
  /** An empty folder of this process alone: ledger, log, temporary files. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How often it is asked whether it is ready, ms. */
  readonly askEveryMs?: number;
  /** Another checkout of the gateway, to compare it with. */
  readonly checkout?: string | undefined;
  /** For node, before the script. */
  readonly nodeArgs?: readonly string[];
}

const here = new URL('../../', import.meta.url).pathname;

/**
 * The gateway as it is delivered: tokens checked, limits, metrics and log on, a ledger in a file. Nothing is set but what a
 * deployment has to set, and the upstream's address.
 */
export function startGateway({
  upstreamUrl,
  folder,
  env = {},
  nodeArgs = [],
  checkout = here,
  askEveryMs = 25,
}: ContenderOptions): Promise<ServerProcess> {
  return startServer({
    args: [...nodeArgs, ...startArguments(checkout)],
    cwd: folder,
    env: {
      FACEKI_CLIENT_ID: 'bench',
      FACEKI_CLIENT_SECRET: 'bench',
      FACEKI_BASE_URL: upstreamUrl,
      DATABASE_URL: `sqlite:${folder}/ledger.db`,
      ...jwtSettings,
      ...env,
    },
    readyPath: '/ready',
    logFile: `${folder}/log`,
    askEveryMs,
  });
}

/** What `npm start` gives to node. */
function startArguments(checkout: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(`${checkout}package.json`, 'utf8'));
  const [, ...args] = String(scripts.start).split(' ');
  return args.map((arg) => (arg.startsWith('src/') ? `${checkout}${arg}` : arg));
}

/** Starts a script of this folder. */
export function scripted(name: string, readyPath: string): NonNullable<Contender['start']> {
  return ({ upstreamUrl, folder, env = {}, nodeArgs = [] }) =>
    startServer({
      args: [...nodeArgs, `${here}bench/contenders/${name}.ts`],
      env: { UPSTREAM_URL: upstreamUrl, TMPDIR: folder, ...env },
      readyPath,
      logFile: `${folder}/log`,
    });
}

export const readyByQuery = '/graphql?query=%7Bready%7D';

const direct: Contender = { name: 'direct', label: 'direct to the upstream', takes: 'vendor form', start: null };

export const passThrough: Contender = {
  name: 'pass-through',
  label: 'raw node:http pass-through',
  takes: 'vendor form',
  start: scripted('pass-through', '/'),
};

export const gateway: Contender = {
  name: 'gateway',
  label: 'this gateway, in full',
  takes: 'graphql',
  start: startGateway,
};

export const yogaMultipart: Contender = {
  name: 'yoga-multipart',
  label: 'Yoga, its own multipart',
  takes: 'graphql',
  start: scripted('yoga-multipart', readyByQuery),
};

export const yogaUploadTs: Contender = {
  name: 'yoga-graphql-upload-ts',
  label: 'Yoga + graphql-upload-ts',
  takes: 'graphql',
  start: scripted('yoga-graphql-upload-ts', readyByQuery),
};

export const apollo: Contender = {
  name: 'apollo-uploads',
  label: 'Apollo Server + graphql-upload',
  takes: 'graphql',
  start: scripted('apollo-uploads', readyByQuery),
};

export const mercurius: Contender = {
  name: 'mercurius-uploads',
  label: 'Mercurius + mercurius-upload',
  takes: 'graphql',
  start: scripted('mercurius-uploads', readyByQuery),
};

/** In the order of tables. */
export const uploadContenders: readonly Contender[] = [
  direct,
  passThrough,
  gateway,
  yogaMultipart,
  yogaUploadTs,
  mercurius,
  apollo,
];
