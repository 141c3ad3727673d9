/** The picture served where a record names a stored image: a drawn stand-in, a PNG made from its name alone. Uploads are not kept. */

import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { pngChunk } from './marker.ts';

const width = 320;
const height = 240;

/** A small PNG: a silhouette for a selfie or portrait, a card otherwise; its colour follows from the name. */
export function standInPicture(name: string): Uint8Array {
  const tint = createHash('sha256').update(name).digest().subarray(0, 3);
  const ink: Rgb = [tint[0] ?? 0, tint[1] ?? 0, tint[2] ?? 0].map((part) => 40 + (part >> 1));
  const draw = /selfie|portrait/i.test(name) ? silhouette : card;
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(draw(x, y, ink), y * (width * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, RGB, no interlacing (PNG specification, 11.2.2).
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

type Rgb = number[];

const paper: Rgb = [238, 240, 244];

function silhouette(x: number, y: number, ink: Rgb): Rgb {
  const isHead = ((x - 160) / 44) ** 2 + ((y - 96) / 54) ** 2 < 1;
  const areShoulders = ((x - 160) / 100) ** 2 + ((y - 240) / 82) ** 2 < 1;
  return isHead || areShoulders ? ink : paper;
}

function card(x: number, y: number, ink: Rgb): Rgb {
  if (x < 30 || x >= 290 || y < 40 || y >= 204) return paper;
  if (y < 70) return ink;
  if (x >= 46 && x < 116 && y >= 86 && y < 176) return ink.map((part) => Math.min(255, part + 70));
  const isText = x >= 134 && x < 268 && y >= 90 && y < 176 && (y - 90) % 24 < 8;
  return isText ? ink.map((part) => Math.min(255, part + 40)) : [255, 255, 255];
}
