/** What makes a drawing look like a photo: rooms, grain, vignette, blur, darkness, a caption; and the JPEG at the end. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { darker, fade } from './face.ts';
import { letter } from './lettering.ts';
import { createRandom } from './random.ts';

export type Room = 'window' | 'shelf' | 'plain' | 'evening' | 'garden';

/** A room behind the person, filling the picture. */
export function drawRoom(pen: SKRSContext2D, width: number, height: number, room: Room): void {
  const walls = { window: '#e6dfd3', shelf: '#c9d3d6', plain: '#d9dee6', evening: '#8f7f78', garden: '#cfe3ea' };
  const wall = pen.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, walls[room]);
  wall.addColorStop(1, darker(walls[room], 0.82));
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.scale(width / 1000, width / 1000);
  pen.filter = 'blur(5px)';
  if (room === 'window') drawWindow(pen);
  if (room === 'shelf' || room === 'evening') drawShelf(pen, room === 'evening');
  if (room === 'garden') drawGarden(pen, (height / width) * 1000);
  pen.restore();
}

function drawWindow(pen: SKRSContext2D): void {
  pen.fillStyle = '#fbfaf6';
  pen.fillRect(60, 90, 300, 520);
  pen.fillStyle = '#bfe0f2';
  for (const [x, y] of [
    [78, 108],
    [218, 108],
    [78, 358],
    [218, 358],
  ] as const)
    pen.fillRect(x, y, 124, 234);
  pen.fillStyle = '#6f9a63';
  for (const [x, y, size] of [
    [900, 760, 90],
    [850, 690, 70],
    [950, 660, 80],
    [905, 600, 56],
  ] as const)
    leaf(pen, x, y, size);
  pen.fillStyle = '#b9784f';
  pen.fillRect(856, 800, 100, 130);
}

function drawShelf(pen: SKRSContext2D, isEvening: boolean): void {
  const random = createRandom(11);
  const spines = ['#a85b4a', '#4f6d8a', '#c9a35a', '#6b8f71', '#7a5c86', '#d8cdb8'];
  for (const y of [150, 420, 690]) {
    for (let x = 30; x < 980; ) {
      const wide = 26 + random() * 34;
      const tall = 130 + random() * 80;
      pen.fillStyle = darker(spines[Math.floor(random() * spines.length)] ?? '#888888', isEvening ? 0.6 : 1);
      pen.fillRect(x, y + 210 - tall, wide - 3, tall);
      x += wide;
    }
    pen.fillStyle = isEvening ? '#4d3a30' : '#9a7452';
    pen.fillRect(0, y + 210, 1000, 22);
  }
}

function drawGarden(pen: SKRSContext2D, height: number): void {
  pen.fillStyle = '#9dc37f';
  pen.fillRect(0, height * 0.62, 1000, height * 0.38);
  pen.fillStyle = '#6f9f62';
  for (const [x, y, size] of [
    [90, 560, 190],
    [930, 520, 230],
    [240, 700, 120],
    [780, 730, 130],
  ] as const)
    leaf(pen, x, y, size);
}

function leaf(pen: SKRSContext2D, x: number, y: number, size: number): void {
  pen.beginPath();
  pen.ellipse(x, y, size, size * 0.86, 0.3, 0, Math.PI * 2);
  pen.fill();
}

/** Darkens towards the corners. */
export function drawVignette(pen: SKRSContext2D, width: number, height: number): void {
  const shade = pen.createRadialGradient(width / 2, height * 0.45, width * 0.4, width / 2, height / 2, height * 0.78);
  shade.addColorStop(0, 'rgba(0,0,0,0)');
  shade.addColorStop(1, 'rgba(0,0,0,.28)');
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
}

/** Multiplies everything, so that hardly anything can be seen. */
export function drawDarkness(pen: SKRSContext2D, width: number, height: number): void {
  pen.fillStyle = fade('#05070d', 0.8);
  pen.fillRect(0, 0, width, height);
}

/** A label at the bottom, for outcomes that no picture can show. */
export function drawCaption(pen: SKRSContext2D, width: number, height: number, lines: readonly string[]): void {
  const box = 70 + lines.length * 58;
  pen.fillStyle = 'rgba(16,20,30,.86)';
  pen.fillRect(0, height - box, width, box);
  for (const [index, line] of lines.entries()) {
    const size = Math.min(index === 0 ? 26 : 34, (width - 80) / (line.length * 0.97));
    const options = { height: size, colour: index === 0 ? '#f8b427' : '#ffffff', align: 'center' } as const;
    letter(pen, line, width / 2, height - box + 66 + index * 62, options);
  }
}

/** The same picture out of focus. */
export function blurred(canvas: Canvas, pixels: number): Canvas {
  const copy = createCanvas(canvas.width, canvas.height);
  const pen = copy.getContext('2d');
  pen.filter = `blur(${pixels}px)`;
  // A little larger, so that the blur does not pull in emptiness at the edges.
  pen.drawImage(canvas, -3 * pixels, -3 * pixels, canvas.width + 6 * pixels, canvas.height + 6 * pixels);
  return copy;
}

export interface JpegOptions {
  /** How much a channel may differ, of 255. */
  readonly grain: number;
  /** The best quality that stays under this is taken. */
  readonly maxBytes: number;
}

/** Adds the grain of a small sensor and compresses. */
export function toJpeg(canvas: Canvas, seed: number, { grain, maxBytes }: JpegOptions): Buffer {
  const pen = canvas.getContext('2d');
  const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
  const random = createRandom(seed);
  for (let at = 0; at < picture.data.length; at += 4) {
    const noise = (random() - 0.5) * 2 * grain;
    for (let channel = 0; channel < 3; channel += 1) {
      picture.data[at + channel] = (picture.data[at + channel] ?? 0) + noise;
    }
  }
  pen.putImageData(picture, 0, 0);
  for (let quality = 90; quality > 40; quality -= 3) {
    const bytes = canvas.toBuffer('image/jpeg', quality);
    if (bytes.length <= maxBytes) return bytes;
  }
  return canvas.toBuffer('image/jpeg', 40);
}
