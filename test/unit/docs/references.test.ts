/** What the documents point at is there: links and their anchors, files, scripts, settings. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingNames } from '#config/settings.ts';
import { anchorsOf, documents, prose } from '#test/support/documents.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Read by tests and tools of ours, not by the gateway. */
const otherVariables = ['CHROMIUM_PATH', 'TEST_POSTGRES_URL', 'OTEL_RESOURCE_ATTRIBUTES'];
const isKnown = (name: string) =>
  settingNames.includes(name.replace(/_FILE$/, '')) || otherVariables.includes(name) || /^FACEKI_LIVE/.test(name);

describe.each(documents())('%s', (document) => {
  const text = prose(document);
  const all = readFileSync(document, 'utf8');

  test('links lead to files and headings that exist', () => {
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?:|mailto:)/.test(target))
      .filter((target) => {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? document : join(dirname(document), path);
        if (!existsSync(file)) return true;
        return anchor !== undefined && !anchorsOf(file).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test('files that are named exist', () => {
    const named = [...text.matchAll(/`((?:\.ci|bench|docs|examples|ops|scripts|src|test)\/[\w./*-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => globSync([path, join(dirname(document), path)]).length === 0)).toEqual([]);
  });

  test('scripts that are named exist', () => {
    const named = [...all.matchAll(/npm run ([\w:-]+)(?![\w:-]| --prefix)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('variables that are set are settings', () => {
    const set = [...all.matchAll(/(?:^|[\s`])([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)=/gm)].map(([, name = '']) => name);
    expect(set.filter((name) => !isKnown(name))).toEqual([]);
  });
});
