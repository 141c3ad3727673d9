/** What one request and its answer are inside the sandbox: read and counted once, image bytes reduced to facts about them. */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { detectFormat, type Marker, readMarker, type SandboxImageFormat } from './marker.ts';

/** Every endpoint by the name that the control API uses for it. */
export const endpointNames = [
  'token',
  'generate-token',
  'kyc-rules',
  'kyc',
  'multi-kyc',
  'kyc-summary',
  'create-link',
  'records-by-link',
  'records-by-reference',
  'records-by-request',
  'face-check',
  'validate-link',
  'kyc-by-link',
  'multi-kyc-by-link',
  'v3-rules',
  'v3-rules-by-link',
  'v3-kyc',
  'v3-kyc-by-link',
  'v3-records',
  'v3-search-by-face',
  'v3-analyze-face',
  'facelink-signup',
  'facelink-login',
  'facelink-login-request',
  'bio-verify',
  'bio-enroll',
  'addon-detect',
  'addon-advanced-detect',
  'stored-image',
  'hosted-page',
] as const;
export type EndpointName = (typeof endpointNames)[number];

/** What is kept of an uploaded image. Never its bytes. */
export interface SandboxImage {
  readonly byteLength: number;
  readonly sha256: string;
  /** Null when its bytes are neither JPEG nor PNG. */
  readonly format: SandboxImageFormat | null;
  readonly marker: Marker | null;
}

export interface Form {
  /** The file under this very name; null when it is absent, empty, or not a file. */
  file(name: string): SandboxImage | null;
  /** The text under this very name; null when it is absent or a file. */
  text(name: string): string | null;
}

/** One field as it was received, for the list of what came in. */
export interface ReceivedField {
  readonly name: string;
  readonly kind: 'file' | 'text';
  readonly bytes: number;
  readonly sha256: string;
  readonly fileName?: string;
}

export interface Exchange {
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  /** Null unless the body was a readable multipart form. */
  readonly form: Form | null;
  /** The decoded JSON body; undefined when it was none. */
  readonly json: unknown;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a body turned out to be. */
export interface ParsedBody {
  readonly form: Form | null;
  readonly json: unknown;
  readonly fields: readonly ReceivedField[];
}

/** Parses a complete body by its content type. A body that cannot be parsed is no form and no JSON. */
export async function parseBody(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<ParsedBody> {
  if (/^multipart\/form-data/i.test(contentType)) return parseForm(body, contentType);
  if (/json/i.test(contentType)) return { form: null, json: parseJson(body), fields: [] };
  return { form: null, json: undefined, fields: [] };
}

async function parseForm(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<ParsedBody> {
  // The platform's own parser, so that a mistake in the gateway's multipart code cannot hide behind the same mistake here.
  const parsed = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);
  if (parsed === null) return { form: null, json: undefined, fields: [] };
  const files = new Map<string, SandboxImage>();
  const texts = new Map<string, string>();
  const fields: ReceivedField[] = [];
  for (const [name, value] of parsed) {
    if (typeof value === 'string') {
      if (!texts.has(name)) texts.set(name, value);
      fields.push({ name, kind: 'text', bytes: Buffer.byteLength(value), sha256: sha256Of(Buffer.from(value)) });
      continue;
    }
    const bytes = new Uint8Array(await value.arrayBuffer());
    const sha256 = sha256Of(bytes);
    if (bytes.length > 0 && !files.has(name)) {
      files.set(name, { byteLength: bytes.length, sha256, format: detectFormat(bytes), marker: readMarker(bytes) });
    }
    fields.push({ name, kind: 'file', bytes: bytes.length, sha256, fileName: value.name });
  }
  const form: Form = { file: (name) => files.get(name) ?? null, text: (name) => texts.get(name) ?? null };
  return { form, json: undefined, fields };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
