/** Images as parts of a form: under the vendor's field name, a file name that gives nothing away, and their own untouched bytes. */

import type { Image, ImageFormat } from '#domain/image.ts';
import type { Submission } from '#domain/ports.ts';
import type { FormPart } from '#http/body.ts';

const extensions: Readonly<Record<ImageFormat, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** The part that carries this image. */
export function imagePart(name: string, image: Image): FormPart {
  return { name, fileName: `${name}.${extensions[image.format]}`, contentType: image.format, content: image };
}

/** Every image of a submission, so that none is held longer than it is needed. */
export function imagesOf({ selfie, documents }: Submission): readonly Image[] {
  return [selfie, ...documents.flatMap(({ front, back }) => (back === null ? [front] : [front, back]))];
}
