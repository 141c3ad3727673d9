/** `/images/<sealed>`: shows one photo to whoever holds its link, for as long as the link lasts. Knows links and headers; who may see what is decided elsewhere. */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { VerificationError } from '#domain/errors.ts';
import type { RecordImageKind } from '#domain/record.ts';
import type { StoredImage, StoredImageFormat } from '#domain/stored-image.ts';
import type { ImageViewing } from '#services/view-image.ts';
import type { ImageLinks } from './image-links.ts';
import { answerJson, type Handler } from './listener.ts';

export const imagesPath = '/images/';

export interface ImagesOptions {
  readonly links: ImageLinks;
  readonly viewing: ImageViewing;
}

/** What the three parts of a link are made of; anything else is not looked at further. */
const sealedPattern = /^[\w.-]{1,8192}$/;

const extensions: Readonly<Record<StoredImageFormat, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

export function createImages({ links, viewing }: ImagesOptions): Handler {
  return async (request, response) => {
    if (request.method !== 'GET') {
      response.setHeader('Allow', 'GET');
      return answerError(response, 405, 'Images can only be read.');
    }
    const sealed = (request.url ?? '').split('?', 1)[0]?.slice(imagesPath.length) ?? '';
    const grant = sealedPattern.test(sealed) ? await links.open(sealed) : null;
    if (grant === null) return answerGone(response);

    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    let image: StoredImage | null;
    try {
      image = await viewing.view(grant, leaving.signal);
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      return answerError(response, 502, 'The image cannot be fetched right now.');
    }
    if (image === null) return answerGone(response);
    writeHead(response, image, grant.kind);
    // A photo that breaks off ends the connection, so that nobody takes the beginning for the whole.
    await pipeline(image.chunks, response).catch(() => response.destroy());
  };
}

function writeHead(response: ServerResponse, image: StoredImage, kind: RecordImageKind): void {
  const name = `${kind.toLowerCase().replaceAll('_', '-')}.${extensions[image.format]}`;
  response.writeHead(200, {
    'Content-Type': image.format,
    ...(image.byteLength === null ? {} : { 'Content-Length': image.byteLength }),
    'Content-Disposition': `inline; filename="${name}"`,
    // Opened by itself it is a picture in an empty room, whatever else its bytes may be.
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // Pages of other origins may show it: that is what the link is for.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

/** One answer for forged, changed, expired and erased, so that it tells nothing. */
function answerGone(response: ServerResponse): void {
  answerError(response, 404, 'This link is not valid, or not any more. Read the record again for a new one.');
}

function answerError(response: ServerResponse, status: number, message: string): void {
  answerJson(response, status, { errors: [{ message }] });
}
