/** Nothing of anybody's identity rests in the ledger, whatever passed through the gateway: looked for in the files themselves. */
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { LedgerEngine } from '#test/support/contracts/ledger.ts';
import { startGateway } from '#test/support/gateway.ts';
import { placeOn } from '#test/support/ledger.ts';
import { postgresAt, sqlite } from '#test/support/ledger-engines.ts';
import { jpeg } from '#test/support/photos.ts';

const postgres = postgresAt(inject('postgresUrl'));
afterAll(() => postgres.dispose());

const verify = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], reference: "case-7", idempotencyKey: "key-7", consentVersion: "terms-7" }) {
    ... on VerifyKycCompleted { verification { id requestId referenceId records {
      id requestId referenceId recordIdentifier faceIds raw
      person { fullName firstName lastName localName dateOfBirth }
      documents { number mrz fields { value } }
      images { url } device { ipAddress userAgent }
    } } }
  }
}`;
const login = 'mutation ($selfie: Upload!) { faceLogin(input: { selfie: $selfie }) { __typename } }';
const search = 'mutation ($selfie: Upload!) { searchByFace(input: { selfie: $selfie }) { __typename } }';
const makeLink = `mutation { createKycLink(input: { reference: "case-8" }) { ... on CreateKycLinkSuccess { link { id url } } } }`;
const enrol = `mutation ($selfie: Upload!) {
  enrollFace(input: { selfie: $selfie, email: "planted@mail.example", firstName: "Plantedfirst", lastName: "Plantedlast", phoneNumber: "+15550107777" }) {
    __typename
  }
}`;

/** Every text, and every number long enough to tell something, anywhere in a value. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(leavesOf);
}

describe.each<LedgerEngine>([sqlite, postgres])('on $name', (engine) => {
  test('a ledger keeps ids and decisions, and no name, number, image or address of a person', async () => {
    const place = await placeOn(engine);
    const selfie = jpeg('planted-selfie-bytes');
    const gateway = await startGateway({ DATABASE_URL: place.url });
    const answer = await gateway.upload(verify, {}, { selfie, front: jpeg('planted-document-bytes') });
    const { verification } = answer.data.verifyKyc;
    await gateway.upload(login, {}, { selfie });
    await gateway.upload(search, {}, { selfie });
    const { link } = (await gateway.query(makeLink)).data.createKycLink;
    const whileOpen = await place.readBytes();
    await gateway.close();
    const enrolling = await startGateway({ DATABASE_URL: place.url, FACEKI_FACE_LOGIN: 'facelink-login' });
    const enrolled = await enrolling.upload(enrol, {}, { selfie: jpeg('planted-enrolled-bytes') });
    await enrolling.close();
    const atRest = Buffer.concat([whileOpen, await place.readBytes()]);

    expect(enrolled.data.enrollFace, 'whatever became of it, it passed through').not.toBeNull();
    for (const kept of [verification.id, verification.requestId, 'case-7', 'key-7', 'terms-7', 'ACCEPTED', link.id])
      expect(atRest.includes(kept), `${kept} is the ledger’s to keep`).toBe(true);

    const allowed = new Set(
      verification.records
        .flatMap((record: Record<string, unknown>) => [record.id, record.requestId, record.referenceId, record.faceIds])
        .flat(),
    );
    const { records, ...own } = verification;
    const personal = leavesOf(records).filter((leaf) => leaf.length >= 6 && !allowed.has(leaf));
    expect(personal.length).toBeGreaterThan(20);
    const planted = [
      'planted',
      'Planted',
      '+15550107777',
      Buffer.from('planted-selfie').toString('base64').slice(0, 16),
      'JFIF',
      'sandbox-secret',
    ];
    expect([...personal, ...planted].filter((text) => atRest.includes(text))).toEqual([]);
    expect(Object.keys(own).sort()).toEqual(['id', 'referenceId', 'requestId']);
  });
});
