/** The photos that the vendor keeps: from its own hosts alone, over https, without redirects, and only what is a photo by its bytes. */
import { Agent, type Dispatcher } from 'undici';
import { toVerificationError } from '#domain/errors.ts';
import type { ImageStore, StoredImage, StoredImageFormat } from '#domain/stored-image.ts';
import { isLoopback } from '#http/base-url.ts';
import { type Download, download } from '#http/download.ts';
import { TransportError } from '#http/errors.ts';

/** faceki-api.md section 1.1. Older records lie in a bucket that is not documented: its host has to be named in the settings. */
export const facekiImageHosts: readonly string[] = ['prodstorage.faceki.com'];

export interface ImageStoreOptions {
  /** `host` or `host:port`. */
  readonly hosts: readonly string[];
  /** For the whole photo. 60 s by default. */
  readonly timeoutMs?: number | undefined;
  /** 25 MB by default. */
  readonly maxBytes?: number | undefined;
  /** Told once of each host that records name and that is not allowed. */
  readonly onRefusedHost?: ((host: string) => void) | undefined;
  /** The transport; a pool of keep-alive connections by default. */
  readonly dispatcher?: Dispatcher | undefined;
}

export interface FacekiImageStore extends ImageStore {
  close(): Promise<void>;
}

/** A viewer that reads slowly holds one of these for as long. */
const maxConnectionsPerHost = 32;
/** Enough to tell every format by. */
const headBytes = 12;
/** A flood of odd addresses must not fill the memory. */
const maxRememberedHosts = 100;

export function createImageStore(options: ImageStoreOptions): FacekiImageStore {
  const { timeoutMs = 60_000, maxBytes = 25_000_000 } = options;
  const hosts = new Set(options.hosts.map((host) => host.toLowerCase()));
  const refused = new Set<string>();
  const dispatcher = options.dispatcher ?? new Agent({ allowH2: false, connections: maxConnectionsPerHost });

  function toAllowed(sourceUrl: string): URL | null {
    const url = URL.parse(sourceUrl);
    if (url === null || url.username !== '' || url.password !== '') return null;
    const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
    if (isSecure && hosts.has(url.host)) return url;
    if (!refused.has(url.host) && refused.size < maxRememberedHosts) {
      refused.add(url.host);
      options.onRefusedHost?.(url.host);
    }
    return null;
  }

  return {
    isAllowed: (sourceUrl) => toAllowed(sourceUrl) !== null,

    async open(sourceUrl, signal) {
      const url = toAllowed(sourceUrl);
      if (url === null) return null;
      try {
        const answer = await download(dispatcher, { url, timeoutMs, maxBytes, signal });
        const isWanted =
          answer.status === 200 &&
          (answer.contentEncoding ?? 'identity') === 'identity' &&
          (answer.contentLength ?? 0) <= maxBytes;
        const image = isWanted ? await toStoredImage(answer) : null;
        if (image === null) answer.cancel();
        if (answer.status >= 500) throw toVerificationError({ code: 'PROVIDER_FAULT' });
        return image;
      } catch (cause) {
        if (!(cause instanceof TransportError)) throw cause;
        const code = cause.kind === 'timeout' ? 'PROVIDER_TIMEOUT' : 'PROVIDER_UNREACHABLE';
        throw toVerificationError({ code }, { cause });
      }
    },

    // Whoever is still looking at a photo when the process ends sees it break off.
    close: () => dispatcher.destroy(),
  };
}

/** Reads as much as tells the format, whatever the answer calls itself; null when it is no photo. */
async function toStoredImage(answer: Download): Promise<StoredImage | null> {
  const chunks = answer.chunks();
  const first: Uint8Array[] = [];
  let head = Buffer.alloc(0);
  while (head.length < headBytes) {
    const { value, done } = await chunks.next();
    if (done === true) return null;
    first.push(value);
    head = Buffer.concat([head, value.subarray(0, headBytes)]);
  }
  const format = toFormat(head);
  if (format === null) return null;
  async function* all() {
    yield* first;
    yield* chunks;
  }
  return { format, byteLength: answer.contentLength, chunks: all() };
}

function toFormat(head: Buffer): StoredImageFormat | null {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  const isWebp = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : null;
}
