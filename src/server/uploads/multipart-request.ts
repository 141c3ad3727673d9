/** A GraphQL multipart request up to its files: reads `operations` and `map` in that order, and leaves the rest of the body for later. */
import { Upload } from 'graphql-upload-ts';
import type { GraphQLParams } from 'graphql-yoga';
import { MultipartReader } from './multipart.ts';
import { MultipartError, parseBoundary } from './multipart-head.ts';
import { BodyInterrupted, type Pace, type RequestBody } from './request-body.ts';
import type { UploadBudget } from './upload-budget.ts';
import { parseMap, parseOperations, placeFiles, requestMistake } from './upload-map.ts';
import { UploadSession } from './upload-session.ts';

export interface MultipartRequestOptions {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  /** For each of `operations` and `map`. */
  readonly maxFieldBytes: number;
  /** For the whole body. */
  readonly maxBodyBytes: number;
  readonly pace: Pace;
  readonly budget: UploadBudget;
}

export interface MultipartRequest {
  /** The operation, with an `Upload` at each variable that a file goes to. */
  readonly params: GraphQLParams;
  /** The files, of which nothing has been read; null when there are none. */
  readonly session: UploadSession | null;
}

/**
 * @throws {GraphQLError} BAD_USER_INPUT for whatever is wrong so far, with the HTTP status
 */
export async function readMultipartRequest(
  body: RequestBody,
  contentType: string,
  options: MultipartRequestOptions,
): Promise<MultipartRequest> {
  const { budget, maxFiles, maxFileBytes, maxFieldBytes, maxBodyBytes, pace } = options;
  try {
    const reader = new MultipartReader(body, parseBoundary(contentType));
    body.limitTo(maxBodyBytes);
    body.startWatch(pace);
    const params = parseOperations(await readField(reader, 'operations', maxFieldBytes));
    const files = parseMap(await readField(reader, 'map', maxFieldBytes), maxFiles);
    body.stopWatch();
    if (files.size === 0) {
      body.discard();
      return { params, session: null };
    }
    const session = new UploadSession({ body, reader, budget, maxFileBytes, maxBodyBytes, pace });
    placeFiles(params, files, (name) => {
      const upload = new Upload();
      upload.resolve(session.expect(name));
      return upload;
    });
    return { params, session };
  } catch (error) {
    body.stopWatch();
    throw toRequestMistake(error);
  }
}

/** Whatever can be wrong with a body, as the answer to the client. A fault of ours stays what it is. */
export function toRequestMistake(error: unknown): unknown {
  if (error instanceof MultipartError) return requestMistake(error.message);
  if (!(error instanceof BodyInterrupted)) return error;
  if (error.fault === 'TOO_LARGE') return requestMistake('The request is too large.', 413);
  return requestMistake('The request did not arrive in time.', 408);
}

async function readField(reader: MultipartReader, name: string, maxBytes: number): Promise<string> {
  const part = await reader.nextPart();
  if (part?.name !== name)
    throw requestMistake(
      `The multipart field "${name}" is missing here. The order is: "operations", "map", then the files, each once.`,
    );
  if (part.charset !== null && part.charset !== 'utf-8' && part.charset !== 'us-ascii')
    throw requestMistake(`The multipart field "${name}" must be UTF-8.`);
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for (let bytes = await reader.nextBytes(); bytes !== null; bytes = await reader.nextBytes()) {
    chunks.push(bytes);
    byteLength += bytes.byteLength;
    if (byteLength > maxBytes) throw requestMistake(`The multipart field "${name}" exceeds ${maxBytes} bytes.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks, byteLength));
  } catch {
    throw requestMistake(`The multipart field "${name}" must be UTF-8.`);
  }
}
