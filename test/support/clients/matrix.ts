/** The matrix of docs/clients.md, from what each client claims; test/e2e/clients proves each claim or fails. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { allClients } from './all.ts';
import { type ClientUnderTest, type Feature, features } from './client-under-test.ts';

const columns = Object.keys(features) as Feature[];

export function clientMatrix(): string {
  const header = ['client', 'version', ...columns.map((feature) => features[feature]), 'to copy'];
  const notes: string[] = [];
  const rows = allClients.map((client) => toRow(client, notes));
  return [
    toLine(header),
    toLine(header.map(() => '---')),
    ...rows.map(toLine),
    '',
    ...notes.map((note, index) => `${index + 1}. ${note}`),
  ].join('\n');
}

function toRow(client: ClientUnderTest, notes: string[]): readonly string[] {
  const cells = columns.map((feature) => {
    const reason = client.without[feature];
    return reason === undefined ? 'yes' : `no (${noteOf(reason, notes)})`;
  });
  const { example } = client;
  const link = example === null ? '' : `[${example}](../examples/clients/${example})`;
  return [client.name, versionsOf(client), ...cells, link];
}

function noteOf(text: string, notes: string[]): number {
  if (!notes.includes(text)) notes.push(text);
  return notes.indexOf(text) + 1;
}

const manifest = z.object({ version: z.string() });

function versionsOf({ packages, platform }: ClientUnderTest): string {
  const versions = packages.map((name) => {
    const { version } = manifest.parse(JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')));
    return packages.length === 1 && platform === undefined ? version : `${name} ${version}`;
  });
  return [...(platform === undefined ? [] : [platform]), ...versions].join(', ');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
