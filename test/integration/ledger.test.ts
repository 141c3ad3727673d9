/** The ledger's promises, kept by both engines. */
import { afterAll, inject } from 'vitest';
import { describeLedger } from '#test/support/contracts/ledger.ts';
import { postgresAt, sqlite } from '#test/support/ledger-engines.ts';

const postgres = postgresAt(inject('postgresUrl'));
afterAll(() => postgres.dispose());

describeLedger(sqlite);
describeLedger(postgres);
