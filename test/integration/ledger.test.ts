/** The ledger's promises, kept by both engines. */
import { afterAll, inject } from 'vitest';
import { describeLedger } from '../support/contracts/ledger.ts';
import { postgresAt, sqlite } from '../support/ledger-engines.ts';

const postgres = postgresAt(inject('postgresUrl'));
afterAll(() => postgres.dispose());

describeLedger(sqlite);
describeLedger(postgres);
