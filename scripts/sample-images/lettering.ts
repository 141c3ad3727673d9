/** Letters for the sample documents, drawn with strokes: no font of the machine is used, so that the pictures come out the same everywhere. */
import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';

export interface LetteringOptions {
  /** Height of a capital in pixels. */
  readonly height: number;
  readonly colour: string;
  /** Stroke width as a share of the height. */
  readonly weight?: number;
  /** Room between letters as a share of the height. */
  readonly spacing?: number;
  readonly align?: 'left' | 'center';
}

/** Writes a line of capitals; `y` is the base line. Returns its width in pixels. */
export function letter(pen: SKRSContext2D, text: string, x: number, y: number, options: LetteringOptions): number {
  const { height, colour, weight = 0.13, spacing = 0.3, align = 'left' } = options;
  const scale = height / 6;
  const step = 4 * scale + spacing * height;
  const width = text.length * step - spacing * height;
  pen.save();
  pen.translate(align === 'center' ? x - width / 2 : x, y - height);
  pen.scale(scale, scale);
  pen.strokeStyle = colour;
  pen.lineWidth = weight * 6;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const character of text.toUpperCase()) {
    const path = glyphs[character];
    if (path !== undefined) pen.stroke(new Path2D(path));
    pen.translate(step / scale, 0);
  }
  pen.restore();
  return width;
}

/** Each letter as an SVG path on a grid of four by six. */
const glyphs: Readonly<Record<string, string>> = {
  A: 'M0 6L2 0L4 6M.8 4H3.2',
  B: 'M0 0H2.2A1.4 1.4 0 0 1 2.2 2.8H0M2.2 2.8H2.4A1.6 1.6 0 0 1 2.4 6H0V0',
  C: 'M3.9 1.1C3.5 .4 2.8 0 2 0C.8 0 0 .9 0 2.2V3.8C0 5.1 .8 6 2 6C2.8 6 3.5 5.6 3.9 4.9',
  D: 'M0 0V6H1.6C3.2 6 4 5 4 3.4V2.6C4 1 3.2 0 1.6 0Z',
  E: 'M3.7 0H0V6H3.7M0 2.9H3',
  F: 'M3.7 0H0V6M0 2.9H3',
  G: 'M3.9 1.1C3.5 .4 2.8 0 2 0C.8 0 0 .9 0 2.2V3.8C0 5.1 .8 6 2 6C3.2 6 4 5.2 4 3.9V3.2H2.3',
  H: 'M0 0V6M4 0V6M0 2.9H4',
  I: 'M1 0H3M2 0V6M1 6H3',
  J: 'M3.4 0V4.2C3.4 5.4 2.7 6 1.7 6C.8 6 .2 5.5 0 4.6',
  K: 'M0 0V6M3.8 0L0 3.4M1.3 2.4L4 6',
  L: 'M0 0V6H3.7',
  M: 'M0 6V0L2 3.6L4 0V6',
  N: 'M0 6V0L4 6V0',
  O: 'M2 0C.8 0 0 .9 0 2.2V3.8C0 5.1 .8 6 2 6C3.2 6 4 5.1 4 3.8V2.2C4 .9 3.2 0 2 0Z',
  P: 'M0 6V0H2.3A1.65 1.65 0 0 1 2.3 3.3H0',
  Q: 'M2 0C.8 0 0 .9 0 2.2V3.8C0 5.1 .8 6 2 6C3.2 6 4 5.1 4 3.8V2.2C4 .9 3.2 0 2 0ZM2.5 4.4L4.1 6.3',
  R: 'M0 6V0H2.3A1.65 1.65 0 0 1 2.3 3.3H0M2 3.3L4 6',
  S: 'M3.7 1C3.3 .3 2.7 0 2 0C.9 0 .2 .6 .2 1.5C.2 3.6 3.9 2.4 3.9 4.5C3.9 5.4 3.1 6 2 6C1.2 6 .5 5.6 .1 4.9',
  T: 'M0 0H4M2 0V6',
  U: 'M0 0V3.9C0 5.2 .8 6 2 6C3.2 6 4 5.2 4 3.9V0',
  V: 'M0 0L2 6L4 0',
  W: 'M0 0L.9 6L2 1.6L3.1 6L4 0',
  X: 'M0 0L4 6M4 0L0 6',
  Y: 'M0 0L2 3.1L4 0M2 3.1V6',
  Z: 'M0 0H4L0 6H4',
  0: 'M2 0C.8 0 .2 .9 .2 2.2V3.8C.2 5.1 .8 6 2 6C3.2 6 3.8 5.1 3.8 3.8V2.2C3.8 .9 3.2 0 2 0Z',
  1: 'M.8 1.2L2.2 0V6M.8 6H3.6',
  2: 'M.2 1.6C.3 .6 1 0 2 0C3.1 0 3.8 .7 3.8 1.7C3.8 3.2 .2 4.4 .1 6H3.9',
  3: 'M.3 .9C.7 .3 1.3 0 2 0C3 0 3.7 .6 3.7 1.5C3.7 2.4 3 2.9 2 2.9H1.5M2 2.9C3.2 2.9 3.9 3.5 3.9 4.4C3.9 5.4 3.1 6 2 6C1.1 6 .4 5.6 .1 4.9',
  4: 'M3 6V0L0 4.3H4',
  5: 'M3.6 0H.6L.3 2.7C.8 2.3 1.3 2.2 1.9 2.2C3.1 2.2 3.9 2.9 3.9 4.1C3.9 5.3 3.1 6 1.9 6C1.1 6 .4 5.6 .1 5',
  6: 'M3.5 .7C3.1 .2 2.6 0 2.1 0C.8 0 .1 1.2 .1 3.4C.1 5.1 .8 6 2 6C3.1 6 3.9 5.2 3.9 4.1C3.9 3 3.1 2.3 2.1 2.3C1.1 2.3 .3 3 .1 3.9',
  7: 'M0 0H4L1.4 6',
  8: 'M2 2.8C1 2.8 .4 2.2 .4 1.4C.4 .6 1 0 2 0C3 0 3.6 .6 3.6 1.4C3.6 2.2 3 2.8 2 2.8C.9 2.8 .1 3.4 .1 4.4C.1 5.4 .9 6 2 6C3.1 6 3.9 5.4 3.9 4.4C3.9 3.4 3.1 2.8 2 2.8Z',
  9: 'M.5 5.3C.9 5.8 1.4 6 1.9 6C3.2 6 3.9 4.8 3.9 2.6C3.9 .9 3.2 0 2 0C.9 0 .1 .8 .1 1.9C.1 3 .9 3.7 1.9 3.7C2.9 3.7 3.7 3 3.9 2.1',
  '<': 'M3.6 1.2L.4 3L3.6 4.8',
  '-': 'M.8 3H3.2',
  '.': 'M2 5.9V6',
  ',': 'M2 5.7L1.6 6.8',
  ':': 'M2 1.9V2M2 4.9V5',
  '/': 'M.6 6L3.4 0',
};
