/**
 * `npm run demo`: starts the gateway with its sandbox and does what a frontend would do with it, over a real socket: verifies a
 * sample person, reads the record, logs the person in by another selfie, and meets three failures that tell the person what to do.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { settingNames } from '#config/settings.ts';
import {
  FaceLoginDocument,
  type TypedDocumentString,
  VerificationRecordsDocument,
  VerifyKycDocument,
  ViewerDocument,
} from '#test/support/gql/graphql.ts';

// Without the settings of the shell: they may be those of a real account, and a demo must cost nothing.
const surroundings = Object.entries(process.env).filter(([name]) => !settingNames.includes(name.replace(/_FILE$/, '')));
const gateway = spawn(process.execPath, ['src/main.ts'], {
  env: { ...Object.fromEntries(surroundings), PORT: '0', DATABASE_URL: 'sqlite::memory:' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await show(await listeningUrl());
} finally {
  gateway.kill('SIGTERM');
}

async function show(url: string): Promise<void> {
  heading(`Gateway at ${url}/graphql`);

  heading('1. Verify Alex: a selfie and both sides of an identity card');
  const verified = await send(url, VerifyKycDocument, {
    selfie: await photo('alex-selfie.jpg'),
    front: await photo('alex-id-card-front.jpg'),
    back: await photo('alex-id-card-back.jpg'),
    type: 'ID_CARD',
    reference: 'demo',
  });
  if (verified.verifyKyc?.__typename !== 'VerifyKycCompleted')
    throw new Error(`not verified: ${JSON.stringify(verified)}`);
  const { verification, accepted } = verified.verifyKyc;
  line('accepted', accepted);
  line('decision', verification.decision);
  line('attempt', verification.id);

  heading('2. Read what Faceki found on the documents');
  const by = { requestId: verification.requestId };
  const { verificationRecords } = await send(url, VerificationRecordsDocument, { by });
  for (const record of verificationRecords ?? []) {
    line('name', record.person?.fullName);
    line('born', record.person?.dateOfBirth);
    for (const document of record.documents) {
      line(
        'document',
        `${document.type} ${document.number}, ${document.issuer?.name}, valid until ${document.expiresOn}`,
      );
    }
    line('face match', record.faceMatch?.confidence);
    line('fields read', record.documents.flatMap(({ fields }) => fields).length);
  }

  heading('3. Log Alex in by another selfie');
  const login = await send(url, FaceLoginDocument, { selfie: await photo('alex-selfie-2.jpg') });
  if (login.faceLogin?.__typename !== 'FaceLoginSuccess') throw new Error(`not logged in: ${JSON.stringify(login)}`);
  const { user, session } = login.faceLogin;
  line('user', user.id);
  line('session until', session?.expiresAt);
  const { viewer } = await send(url, ViewerDocument, {}, { authorization: `Bearer ${session?.token}` });
  line('viewer', `${viewer?.id}, ${viewer?.kycStatus}`);

  heading('4. Three failures, each with the words for the person');
  const failures: readonly (readonly [string, Record<string, unknown>, string?])[] = [
    ['a blurred selfie', { selfie: await photo('selfie-blurred.jpg'), front: await photo('alex-id-card-front.jpg') }],
    ['a rejected document', { selfie: await photo('alex-selfie.jpg'), front: await photo('document-rejected.jpg') }],
    ['an image that is none', { selfie: new Blob(['%PDF-1.7']), front: await photo('alex-id-card-front.jpg') }, 'ar'],
  ];
  for (const [title, variables, language = 'en'] of failures) {
    const { verifyKyc: failed } = await send(url, VerifyKycDocument, variables, { 'accept-language': language });
    if (failed === null || failed === undefined || !('advice' in failed)) throw new Error(`${title} did not fail`);
    process.stdout.write(`  ${title}\n`);
    line('type', failed.__typename);
    line('code', `${failed.code}, retry ${failed.retry}`);
    line('advice', failed.advice);
  }
  process.stdout.write('\nAll of it over HTTP, nothing of it paid for.\n');
}

/** One operation; files in the variables go as multipart (GraphQL multipart request specification). */
async function send<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Result> {
  const form = new FormData();
  const files = Object.entries(variables).filter(([, value]) => value instanceof Blob);
  const plain = Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [key, value instanceof Blob ? null : value]),
  );
  form.set('operations', JSON.stringify({ query: document.toString(), variables: plain }));
  form.set('map', JSON.stringify(Object.fromEntries(files.map(([key], index) => [index, [`variables.${key}`]]))));
  for (const [index, [, file]] of files.entries()) form.set(String(index), file as Blob, 'photo.jpg');
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'GraphQL-Require-Preflight': '1', ...headers },
    body: form,
  });
  const { data, errors } = (await response.json()) as { data: Result; errors?: unknown };
  if (errors !== undefined) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
  return data;
}

async function photo(name: string): Promise<Blob> {
  return new Blob([new Uint8Array(await readFile(new URL(`./images/${name}`, import.meta.url)))]);
}

async function listeningUrl(): Promise<string> {
  for await (const text of createInterface(gateway.stdout)) {
    const { url, msg } = JSON.parse(text) as { url?: string; msg: string };
    if (msg === 'listening' && url !== undefined) {
      gateway.stdout.resume();
      return url;
    }
  }
  throw new Error('the gateway did not start');
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function line(name: string, value: unknown): void {
  process.stdout.write(`    ${name.padEnd(14)} ${value ?? '—'}\n`);
}
