/** The log: says what happened and for which request; never what somebody sent, whatever an error may quote. */
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { beforeEach, expect, test } from 'vitest';
import { Secret } from '#domain/secret.ts';
import { createLog } from '#telemetry/log.ts';
import { inRequest } from '#telemetry/request-scope.ts';

let lines: string[];
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});
const log = createLog({ level: 'debug', sink });
beforeEach(() => {
  lines = [];
});
const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

/** Long enough not to be part of a line by chance. */
const aSecret = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/);

test('an error’s message, its cause’s, and what hangs on it are never written', () => {
  fc.assert(
    fc.property(aSecret, (secret) => {
      lines = [];
      const cause = Object.assign(new TypeError(secret, { cause: secret }), { url: secret, body: { deep: [secret] } });
      const errors = [
        new Error(secret, { cause }),
        new GraphQLError(secret, { extensions: { secret }, originalError: cause }),
        new AggregateError([cause], secret),
        Object.assign(new Error('x'), { name: 'Fault', code: 'E_CODE', message: `${secret}\n    ${secret}` }),
        secret,
        { secret },
      ];
      for (const err of errors) log.error({ err }, 'unexpected error');
      expect(lines).toHaveLength(errors.length);
      expect(lines.join('')).not.toContain(secret);
    }),
  );
});

test('an error’s kind, code and place are written, so that it can be found', () => {
  log.error({ err: Object.assign(new RangeError('planted'), { code: 'E_RANGE' }) }, 'unexpected error');
  expect(written()[0]?.err).toMatchObject({
    type: 'RangeError',
    code: 'E_RANGE',
    at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
  });
});

test('a secret is a secret wherever it turns up', () => {
  fc.assert(
    fc.property(aSecret, (text) => {
      lines = [];
      const secret = new Secret(text);
      log.info({ secret, deep: { list: [secret] }, text: `${secret}` }, `with ${secret}`);
      expect(lines.join('')).toContain('[secret]');
      expect(lines.join('')).not.toContain(text);
    }),
  );
});

test('each line of a request has its id, however deep in the work it is written, and no other request’s', async () => {
  const work = async (name: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    log.info({ name }, 'deep');
  };
  await Promise.all([inRequest('request-1', () => work('one')), inRequest('request-2', () => work('two'))]);
  log.info({ name: 'none' }, 'outside');
  expect(written().map(({ name, requestId }) => [name, requestId])).toEqual([
    ['one', 'request-1'],
    ['two', 'request-2'],
    ['none', undefined],
  ]);
});
