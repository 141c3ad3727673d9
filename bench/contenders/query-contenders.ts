/** Who is measured with queries: the gateway over its own ledger, the others over a copy of the same file. */
import { type Contender, gateway, readyByQuery, scripted } from './contenders.ts';

/** Settings of a process that reads the ledger of its folder; the gateway knows them not. */
export function ledgerSettings(folder: string, statementsFile: string): Readonly<Record<string, string>> {
  return { LEDGER_FILE: `${folder}/ledger.db`, STATEMENTS_FILE: statementsFile };
}

function peer(name: string, label: string, script: string, env = {}, readyPath = readyByQuery): Contender {
  const start = scripted(script, readyPath);
  return { name, label, takes: 'graphql', start: (options) => start({ ...options, env: { ...options.env, ...env } }) };
}

export const plain = peer('plain', 'plain node:http', 'plain-queries', {}, '/');
export const yogaJit = peer('yoga-jit', 'Yoga + @envelop/graphql-jit', 'yoga-queries', { JIT: 'on' });
export const apolloQueries = peer('apollo', 'Apollo Server', 'apollo-queries');

/** In the order of tables. */
export const queryContenders: readonly Contender[] = [
  plain,
  gateway,
  peer('yoga', 'Yoga', 'yoga-queries'),
  yogaJit,
  peer('mercurius', 'Mercurius + jit', 'mercurius-queries'),
  apolloQueries,
];
