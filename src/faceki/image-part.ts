/** Images as parts of a form: under the vendor's field name, a file name that gives nothing away, and their own untouched bytes. */

import type { Image, ImageFormat } from '#domain/image.ts';
import type { FormPart } from '#http/body.ts';

const extensions: Readonly<Record<ImageFormat, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** The part that carries this image. */
export function imagePart(name: string, image: Image): FormPart {
  return { name, fileName: `${name}.${extensions[image.format]}`, contentType: image.format, content: image };
}
