/** Dockerfile and compose.yaml, which no engine runs here: linted, and held against the package, the settings and common practice. */
import { existsSync, readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readConfig } from '#config/config.ts';
import { settingNames } from '#config/settings.ts';
import { printed } from '#test/support/documents.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8');
/** Its instructions by stage; each stage begins with its FROM. */
const stages = dockerfile
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split(/^(?=FROM )/m)
  .filter((stage) => stage.startsWith('FROM '))
  .map((stage) => stage.trim().split(/\n+/));
const [build = [], dependencies = [], final = []] = stages;
const one = (stage: readonly string[], word: string) => stage.find((line) => line.startsWith(`${word} `)) ?? '';

/** What scripts/build-package.ts puts beside the compiled sources, and where the command is. */
const builder = readFileSync('scripts/build-package.ts', 'utf8');

describe('the Dockerfile', () => {
  test('has nothing that the linter of Docker’s language server minds', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  test('copies only what the repository, or a stage before it, has', () => {
    expect(stages).toHaveLength(3);
    for (const line of [...build, ...dependencies].filter((line) => line.startsWith('COPY ')))
      for (const path of line.split(' ').slice(1, -1)) expect(existsSync(path), path).toBe(true);
    expect(final.filter((line) => line.startsWith('COPY '))).toEqual([
      'COPY --from=dependencies /app/node_modules ./node_modules',
      'COPY --from=build /source/dist ./',
    ]);
    expect(one(dependencies, 'WORKDIR')).toBe('WORKDIR /app');
    expect(one(build, 'WORKDIR')).toBe('WORKDIR /source');
    expect(builder).toContain("const out = 'dist';");
  });

  test('has no development dependency, no npm and no shell in what runs', () => {
    expect(dependencies).toContain('RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund');
    expect(final.join('\n')).not.toMatch(/\bnpm\b/);
    expect(one(final, 'ENTRYPOINT')).toBe('ENTRYPOINT ["node", "--max-semi-space-size=16", "src/main.js"]');
    expect(builder).toContain("'faceki-gateway': './src/main.js'");
    expect(existsSync('src/main.ts')).toBe(true);
  });

  test('runs as a user that is not root, by number, who may write to its volume alone', () => {
    const [user = '', group = ''] = one(final, 'USER').replace('USER ', '').split(':');
    expect(Number(user)).toBeGreaterThan(0);
    expect(final).toContain(`RUN install -d -o ${user} -g ${group} -m 700 /data`);
    expect(final).toContain('VOLUME /data');
    expect(final.findLastIndex((line) => line.startsWith('RUN '))).toBeLessThan(
      final.findIndex((line) => line.startsWith('USER ')),
    );
  });

  test('sets what the gateway knows, and is healthy where the gateway says so', () => {
    const set = Object.fromEntries(
      [...one(final, 'ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    expect(Object.keys(set).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(set).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', DATABASE_URL: 'sqlite:/data/gateway.db' });
    expect(one(final, 'EXPOSE')).toBe(`EXPOSE ${set.PORT}`);
    expect(one(final, 'HEALTHCHECK')).toContain('/health`');
  });

  test('builds on the generation of Node that the package asks for', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [, major] = /^>=(\d+)\./.exec(engines.node) ?? [];
    for (const stage of stages) expect(stage[0]).toMatch(new RegExp(`^FROM node:${major}-slim( AS \\w+)?$`));
  });

  test('takes no secret, no dependency and no build of this machine into the image', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', 'data', 'secrets', '.env', '.git']));
  });
});

describe('compose.yaml', () => {
  const service = z.looseObject({
    environment: z.record(z.string(), z.string()),
    secrets: z.array(z.string()),
  });
  const { services, secrets } = z
    .looseObject({
      services: z.object({
        gateway: service.extend({
          read_only: z.literal(true),
          cap_drop: z.tuple([z.literal('ALL')]),
          stop_grace_period: z.string().regex(/^\d+s$/),
          ports: z.tuple([z.string()]),
        }),
        database: service,
      }),
      secrets: z.record(z.string(), z.object({ file: z.string() })),
    })
    .parse(parseYaml(readFileSync('compose.yaml', 'utf8')));
  const { gateway, database } = services;

  test('gives the gateway settings that it takes, secrets as files', () => {
    const env = { HOST: '0.0.0.0', NODE_ENV: 'production', ...gateway.environment };
    const invented: Record<string, string> = {
      faceki_client_secret: 'secret',
      database_url: 'postgres://gateway:password@database/gateway',
      session_private_key: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----',
      image_link_secret: 'x'.repeat(64),
      webhook_secret: 'x'.repeat(64),
    };
    const filled = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/^\$\{(\w+):\?[^}]*\}$/, (_, variable: string) =>
          variable === 'AUTH_JWKS_URL' ? 'https://login.example.com/keys' : 'x',
        ),
      ]),
    );
    const read = new Set<string>();
    const config = readConfig(filled, (path) => {
      const name = path.replace('/run/secrets/', '');
      read.add(name);
      return invented[name] ?? '';
    });
    expect(config.warnings).toEqual([]);
    expect([...read].toSorted()).toEqual(gateway.secrets.toSorted());
  });

  test('has a file for each secret, and no secret that nobody reads', () => {
    expect(Object.keys(secrets).toSorted()).toEqual([...gateway.secrets, ...database.secrets].toSorted());
    for (const [name, { file }] of Object.entries(secrets)) expect(file).toBe(`./secrets/${name}`);
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('secrets/');
  });

  test('waits until the gateway has drained, and shows it to this machine alone', () => {
    expect(Number.parseInt(gateway.stop_grace_period, 10)).toBeGreaterThanOrEqual(25 + 5);
    expect(gateway.ports).toEqual(['127.0.0.1:4000-4001:4000']);
  });
});

test('the page for operators builds, tries and starts what is here', () => {
  const commands = printed('docs/operating.md#in-a-container').split('\n');
  expect(commands.filter((line) => line.startsWith('docker '))).toEqual([
    'docker build -t faceki-gateway .',
    'docker run --read-only -v gateway-data:/data -p 127.0.0.1:4000:4000 --env-file gateway.env faceki-gateway',
    'docker compose up --build',
  ]);
});
