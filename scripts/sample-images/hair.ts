/** Hair and head scarf of the drawn people, behind and in front of the head, in face.ts's unit. */
import type { SKRSContext2D } from '@napi-rs/canvas';

export type HairStyle = 'short' | 'scarf' | 'bald' | 'ponytail';

interface HairLook {
  readonly hair: string;
  readonly hairStyle: HairStyle;
  readonly width: number;
  readonly scarf?: string;
}

/** What is behind the neck and head. */
export function backHair(pen: SKRSContext2D, look: HairLook): void {
  const w = look.width;
  if (look.hairStyle === 'ponytail') {
    pen.fillStyle = look.hair;
    pen.beginPath();
    pen.moveTo(40, -86);
    pen.bezierCurveTo(130, -110, 142, 10, 108, 96);
    pen.bezierCurveTo(100, 60, 88, 20, 62, -20);
    pen.closePath();
    pen.fill();
  }
  if (look.hairStyle === 'short' || look.hairStyle === 'ponytail') {
    pen.fillStyle = look.hair;
    pen.beginPath();
    pen.ellipse(0, -32, w * 1.08, 84, 0, Math.PI, 0);
    pen.lineTo(w * 1.04, -4);
    pen.lineTo(-w * 1.04, -4);
    pen.fill();
  }
  if (look.hairStyle === 'scarf') {
    pen.fillStyle = shade(look.scarf ?? look.hair, 0.72);
    pen.beginPath();
    pen.moveTo(0, -128);
    pen.bezierCurveTo(118, -128, 116, 10, 104, 92);
    pen.bezierCurveTo(112, 150, 132, 176, 140, 200);
    pen.quadraticCurveTo(0, 250, -140, 200);
    pen.bezierCurveTo(-132, 176, -112, 150, -104, 92);
    pen.bezierCurveTo(-116, 10, -118, -128, 0, -128);
    pen.fill();
  }
}

/** What falls over the forehead or frames the face. */
export function frontHair(pen: SKRSContext2D, look: HairLook): void {
  if (look.hairStyle === 'short') shortHair(pen, look);
  if (look.hairStyle === 'ponytail') parting(pen, look);
  if (look.hairStyle === 'scarf') scarf(pen, look);
}

function shortHair(pen: SKRSContext2D, { hair, width: w }: HairLook): void {
  const tone = pen.createLinearGradient(-w, -130, w, -20);
  tone.addColorStop(0, shade(hair, 1.28));
  tone.addColorStop(1, hair);
  pen.fillStyle = tone;
  pen.beginPath();
  pen.moveTo(-w * 1.06, -6);
  pen.bezierCurveTo(-w * 1.24, -88, -58, -138, 10, -128);
  pen.bezierCurveTo(70, -136, w * 1.3, -80, w * 1.06, -6);
  pen.bezierCurveTo(w * 1.02, -30, w * 0.96, -44, w * 0.82, -58);
  pen.bezierCurveTo(40, -54, -10, -58, -36, -76);
  pen.bezierCurveTo(-44, -58, -w * 0.94, -50, -w * 1.06, -6);
  pen.fill();
  pen.strokeStyle = shade(hair, 0.72);
  pen.lineWidth = 2.5;
  for (const [x, lift] of [
    [-30, 0],
    [-4, 5],
    [24, 4],
    [48, -4],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x - 22, -116 - lift);
    pen.quadraticCurveTo(x + 6, -104 - lift, x + 22, -72 - lift);
    pen.stroke();
  }
}

function parting(pen: SKRSContext2D, { hair, width: w }: HairLook): void {
  const tone = pen.createLinearGradient(0, -120, 0, -30);
  tone.addColorStop(0, shade(hair, 1.22));
  tone.addColorStop(1, hair);
  pen.fillStyle = tone;
  pen.beginPath();
  pen.moveTo(-w * 1.05, 8);
  pen.bezierCurveTo(-w * 1.25, -90, -60, -128, 0, -124);
  pen.bezierCurveTo(60, -128, w * 1.25, -90, w * 1.05, 8);
  pen.bezierCurveTo(w * 0.98, -40, 46, -70, -8, -96);
  pen.bezierCurveTo(-30, -70, -w * 0.96, -50, -w * 1.05, 8);
  pen.fill();
}

function scarf(pen: SKRSContext2D, look: HairLook): void {
  const w = look.width;
  const cloth = look.scarf ?? look.hair;
  const tone = pen.createLinearGradient(-110, -120, 110, 180);
  tone.addColorStop(0, shade(cloth, 1.16));
  tone.addColorStop(1, shade(cloth, 0.86));
  pen.fillStyle = tone;
  pen.beginPath();
  // Outside, then the opening for the face the other way round, so that it stays open.
  pen.moveTo(0, -130);
  pen.bezierCurveTo(116, -130, 116, 0, 102, 80);
  pen.bezierCurveTo(98, 130, 60, 160, 0, 168);
  pen.bezierCurveTo(-60, 160, -98, 130, -102, 80);
  pen.bezierCurveTo(-116, 0, -116, -130, 0, -130);
  pen.moveTo(0, -82);
  pen.bezierCurveTo(-w * 0.94, -82, -w * 1.02, -20, -w * 0.96, 20);
  pen.bezierCurveTo(-w * 0.9, 66, -42, 98, 0, 104);
  pen.bezierCurveTo(42, 98, w * 0.9, 66, w * 0.96, 20);
  pen.bezierCurveTo(w * 1.02, -20, w * 0.94, -82, 0, -82);
  pen.fill('evenodd');
  pen.strokeStyle = shade(cloth, 0.7);
  pen.lineWidth = 3;
  for (const [from, bend, to] of [
    [-92, -70, 20],
    [-78, -30, 60],
    [88, 60, -24],
  ] as const) {
    pen.beginPath();
    pen.moveTo(from, 84);
    pen.quadraticCurveTo(bend, 140, to, 160);
    pen.stroke();
  }
}

function shade(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((at) =>
    Math.min(255, Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * factor)),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
