/** What is done again when the database fails for a moment, and what is not. */
import { describe, expect, test } from 'vitest';
import { classifyPostgresError, explainPostgresError, placeOf } from '#ledger/postgres-errors.ts';
import { persist } from '#ledger/resilience.ts';

const engine = { classify: classifyPostgresError };
const fault = (code: string) => Object.assign(new Error(`fault ${code}`), { code });

/** Work that fails with these codes, one after the other, and then succeeds. */
function failing(...codes: string[]) {
  const told: boolean[] = [];
  const work = async (lostAnswer: boolean) => {
    told.push(lostAnswer);
    const code = codes.shift();
    if (code !== undefined) throw fault(code);
    return 'done';
  };
  return { work, told };
}

describe('a fault that passes', () => {
  test.each(['ECONNREFUSED', '57P03', '53300', '40001', '40P01'])('(%s) is waited for', async (code) => {
    const { work, told } = failing(code, code);
    await expect(persist(engine, work, { repeatable: false })).resolves.toBe('done');
    expect(told).toEqual([false, false, false]);
  });

  test.each(['ECONNRESET', '57P01', '08006'])(
    '(%s) that may have struck after the commit is repeated only where that is harmless',
    async (code) => {
      const harmless = failing(code);
      await expect(persist(engine, harmless.work, { repeatable: true })).resolves.toBe('done');
      expect(harmless.told).toEqual([false, true]);
      await expect(persist(engine, failing(code).work, { repeatable: false })).rejects.toThrow(code);
    },
  );

  test('is not waited for longer than was asked', async () => {
    const codes = Array.from({ length: 1_000 }, () => 'ECONNREFUSED');
    await expect(persist(engine, failing(...codes).work, { repeatable: true, forMs: 200 })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});

test.each(['23505', '42P01', '53100', '22021'])('a fault that lasts (%s) is not repeated', async (code) => {
  await expect(persist(engine, failing(code).work, { repeatable: true })).rejects.toThrow(code);
});

describe('a fault of PostgreSQL', () => {
  test('that people can mend names the place without user and password', () => {
    const place = placeOf('postgres://gateway:s3cret@db.example:6543/ledger?sslmode=require');
    expect(place).toBe('db.example:6543/ledger');
    for (const code of [
      'ENOTFOUND',
      'ECONNREFUSED',
      'ETIMEDOUT',
      '53300',
      '28P01',
      '3D000',
      '42501',
      '25006',
      '53100',
      '42P07',
    ]) {
      const explained = explainPostgresError(fault(code), place ?? '');
      expect(explained).toMatchObject({
        name: 'LedgerError',
        message: expect.stringContaining('db.example:6543/ledger'),
      });
      expect(String(explained)).not.toMatch(/gateway:|s3cret/);
    }
  });

  test('that says something else stays what it is', () => {
    const other = fault('22012');
    expect(explainPostgresError(other, 'x')).toBe(other);
  });
});
