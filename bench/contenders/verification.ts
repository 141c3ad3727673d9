/** The mutation that every other GraphQL server gets, and how it passes the photographs on: as its own documentation would have it. */
import type { Readable } from 'node:stream';
import { Agent, FormData, request } from 'undici';

/** A part of the gateway's own schema: the same request suits all. */
export const verificationTypes = `
  scalar Upload
  enum DocumentType { ID_CARD PASSPORT DRIVING_LICENCE OTHER }
  input DocumentImagesInput { type: DocumentType, front: Upload!, back: Upload }
  input VerifyKycInput { selfie: Upload!, documents: [DocumentImagesInput!]! }
  interface VerificationError { code: String!, message: String! }
  type ProviderUnavailableError implements VerificationError { code: String!, message: String! }
  type Verification { id: ID!, state: String!, decision: String }
  type VerifyKycCompleted { accepted: Boolean!, verification: Verification! }
  union VerifyKycResult = VerifyKycCompleted | ProviderUnavailableError
  type Query { ready: Boolean! }
  type Mutation { verifyKyc(input: VerifyKycInput!): VerifyKycResult }
`;

const upstreamUrl = `${process.env.UPSTREAM_URL}/kycverify/api/kycverify/kyc-verification`;
const headers = { authorization: 'Bearer a-token' };
// Node's own fetch may have set the global one, which is of another version and does not know these forms.
const dispatcher = new Agent();
const fileNames = ['selfie_image', 'doc_front_image', 'doc_back_image'] as const;

interface Input<File> {
  readonly input: {
    readonly selfie: File;
    readonly documents: readonly { readonly front: File; readonly back: File }[];
  };
}

/** The resolvers of these types over a way to send three files of the server's own kind. */
export function verificationResolvers<File>(send: (files: readonly File[]) => Promise<unknown>) {
  return {
    Query: { ready: () => true },
    Mutation: {
      async verifyKyc(_root: unknown, { input }: Input<File>) {
        const [document] = input.documents;
        if (document === undefined) throw new Error('no document');
        const answer = await send([input.selfie, document.front, document.back]);
        const accepted = isAccepted(answer);
        const verification = { id: 'ver_1', state: 'COMPLETED', decision: accepted ? 'ACCEPTED' : 'DECLINED' };
        return { __typename: 'VerifyKycCompleted', accepted, verification };
      },
    },
  };
}

function isAccepted(answer: unknown): boolean {
  const { responseCode, data } = answer as { responseCode: number; data: { verification: { passed: boolean } } };
  return responseCode === 0 && data.verification.passed;
}

/** Whole files as a form: what most code does. */
export async function sendForm(files: readonly Blob[]): Promise<unknown> {
  const form = new FormData();
  for (const [index, file] of files.entries()) form.append(fileNames[index] ?? '', file, 'photo.jpg');
  const { body } = await request(upstreamUrl, { dispatcher, method: 'POST', headers, body: form });
  return body.json();
}

/** Files as streams, passed on while they arrive, in the order in which they were sent. */
export async function sendStreams(streams: readonly (() => AsyncIterable<Uint8Array>)[]): Promise<unknown> {
  const boundary = 'bench-forwarded-0123456789abcdef';
  async function* write() {
    for (const [index, open] of streams.entries()) {
      const disposition = `form-data; name="${fileNames[index]}"; filename="photo.jpg"`;
      yield Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`);
      yield* open();
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }
  const { body } = await request(upstreamUrl, {
    dispatcher,
    method: 'POST',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    // It takes iterables, which cost less than streams; its types do not say so.
    body: write() as unknown as Readable,
  });
  return body.json();
}

/** A stream of graphql-upload and its kin, as one blob. */
export async function toBlob(stream: AsyncIterable<Buffer>): Promise<Blob> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  for await (const chunk of stream)
    chunks.push(Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength));
  return new Blob(chunks, { type: 'image/jpeg' });
}

export const limits = { maxFileSize: 20_000_000, maxFiles: 8 };
export const port = Number(process.env.PORT);
