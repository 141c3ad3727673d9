/** Where a document is photographed: on a desk, under a lamp, on a screen. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { createRandom } from './random.ts';

export const documentWidth = 1280;
export const documentHeight = 900;

/** Wood, filling the picture. */
export function drawDesk(pen: SKRSContext2D): void {
  const wood = pen.createLinearGradient(0, 0, documentWidth, documentHeight);
  wood.addColorStop(0, '#a98560');
  wood.addColorStop(1, '#86643f');
  pen.fillStyle = wood;
  pen.fillRect(0, 0, documentWidth, documentHeight);
  const random = createRandom(3);
  pen.lineWidth = 2;
  for (let line = 0; line < 30; line += 1) {
    const y = random() * documentHeight;
    pen.strokeStyle = random() > 0.5 ? 'rgba(60,38,16,.14)' : 'rgba(255,236,205,.12)';
    pen.beginPath();
    pen.moveTo(0, y);
    pen.bezierCurveTo(400, y + random() * 26 - 13, 900, y + random() * 26 - 13, documentWidth, y + random() * 20 - 10);
    pen.stroke();
  }
}

/** A lamp’s light on the document. */
export function drawGlare(pen: SKRSContext2D): void {
  const light = pen.createRadialGradient(760, 360, 20, 760, 360, 420);
  light.addColorStop(0, 'rgba(255,255,255,1)');
  light.addColorStop(0.45, 'rgba(255,255,255,.92)');
  light.addColorStop(1, 'rgba(255,255,255,0)');
  pen.fillStyle = light;
  pen.fillRect(0, 0, documentWidth, documentHeight);
}

/** A screen that shows the document, in place of the desk. */
export function drawMonitor(pen: SKRSContext2D): void {
  pen.fillStyle = '#14171d';
  pen.fillRect(0, 0, documentWidth, documentHeight);
  pen.fillStyle = '#eef1f6';
  pen.fillRect(40, 40, documentWidth - 80, documentHeight - 80);
  pen.fillStyle = '#d3d9e3';
  pen.fillRect(40, 40, documentWidth - 80, 46);
  for (const [index, colour] of ['#e2635a', '#e3b34c', '#67b35e'].entries()) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(76 + index * 34, 63, 11, 0, Math.PI * 2);
    pen.fill();
  }
}

/** The moiré of a photographed screen. */
export function drawScreenLines(pen: SKRSContext2D): void {
  for (let y = 0; y < documentHeight; y += 5) {
    pen.fillStyle = `rgba(20,40,90,${0.05 + 0.05 * Math.sin(y / 17)})`;
    pen.fillRect(0, y, documentWidth, 2);
  }
}
