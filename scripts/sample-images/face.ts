/** Draws a friendly face in a unit of its own: the head is 200 high and its centre is the origin. Nobody real was looked at. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import { backHair, frontHair, type HairStyle } from './hair.ts';

export interface Look {
  readonly skin: string;
  readonly skinShade: string;
  readonly lips: string;
  readonly hair: string;
  readonly hairStyle: HairStyle;
  readonly eyes: string;
  readonly brows: string;
  /** Half the width of the cheeks; 72 is average. */
  readonly width: number;
  /** Half the width of the jaw. */
  readonly jaw: number;
  readonly beard?: string;
  readonly glasses?: boolean;
  readonly freckles?: boolean;
  readonly lashes?: boolean;
  /** The head scarf's colour, for that hair style. */
  readonly scarf?: string;
}

export interface Pose {
  readonly shirt: string;
  /** Head tilt in radians. */
  readonly tilt?: number;
  /** How far the head is turned: -1 to 1, 0 looks at the camera. */
  readonly turn?: number;
  readonly smile?: 'closed' | 'open' | 'none';
}

/** A head with shoulders; scale and place are the caller's transform. */
export function drawPerson(pen: SKRSContext2D, look: Look, pose: Pose): void {
  const turn = pose.turn ?? 0;
  pen.save();
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.save();
  pen.translate(0, -16);
  drawShoulders(pen, look, pose);
  pen.restore();
  pen.rotate(pose.tilt ?? 0);
  backHair(pen, look);
  drawNeck(pen, look);
  if (look.hairStyle !== 'scarf') drawEars(pen, look, turn);
  drawHead(pen, look);
  if (look.beard !== undefined) drawBeard(pen, look, look.beard, turn);
  pen.save();
  pen.translate(turn * 26, 0);
  drawCheeks(pen, look);
  for (const side of [-1, 1]) drawEye(pen, look, side, turn);
  drawNose(pen, look, turn);
  drawMouth(pen, look, pose.smile ?? 'closed');
  if (look.glasses) drawGlasses(pen);
  pen.restore();
  frontHair(pen, look);
  pen.restore();
}

function headPath(pen: SKRSContext2D, look: Look): void {
  const { width, jaw } = look;
  pen.beginPath();
  pen.moveTo(0, -100);
  pen.bezierCurveTo(width * 0.9, -100, width * 1.06, -48, width, 0);
  pen.bezierCurveTo(width * 0.97, 40, jaw, 74, jaw * 0.62, 92);
  pen.bezierCurveTo(jaw * 0.3, 103, -jaw * 0.3, 103, -jaw * 0.62, 92);
  pen.bezierCurveTo(-jaw, 74, -width * 0.97, 40, -width, 0);
  pen.bezierCurveTo(-width * 1.06, -48, -width * 0.9, -100, 0, -100);
  pen.closePath();
}

function drawHead(pen: SKRSContext2D, look: Look): void {
  headPath(pen, look);
  const light = pen.createRadialGradient(-18, -30, 20, 0, 0, 130);
  light.addColorStop(0, look.skin);
  light.addColorStop(0.6, look.skin);
  light.addColorStop(1, look.skinShade);
  pen.fillStyle = light;
  pen.fill();
}

function drawShoulders(pen: SKRSContext2D, look: Look, pose: Pose): void {
  const cloth = pen.createLinearGradient(0, 130, 0, 330);
  cloth.addColorStop(0, pose.shirt);
  cloth.addColorStop(1, darker(pose.shirt, 0.75));
  pen.fillStyle = cloth;
  pen.beginPath();
  pen.moveTo(-190, 360);
  pen.bezierCurveTo(-186, 200, -130, 168, -46, 146);
  pen.quadraticCurveTo(0, 176, 46, 146);
  pen.bezierCurveTo(130, 168, 186, 200, 190, 360);
  pen.lineTo(190, 1500);
  pen.lineTo(-190, 1500);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = darker(pose.shirt, 0.62);
  pen.lineWidth = 5;
  pen.beginPath();
  pen.moveTo(-47, 146);
  pen.quadraticCurveTo(0, look.hairStyle === 'scarf' ? 178 : 190, 47, 146);
  pen.stroke();
}

function drawNeck(pen: SKRSContext2D, look: Look): void {
  const skin = pen.createLinearGradient(0, 70, 0, 160);
  skin.addColorStop(0, darker(look.skinShade, 0.86));
  skin.addColorStop(0.7, look.skinShade);
  pen.fillStyle = skin;
  pen.beginPath();
  pen.moveTo(-37, 60);
  pen.lineTo(-39, 118);
  pen.quadraticCurveTo(-44, 130, -47, 134);
  pen.quadraticCurveTo(0, 168, 47, 134);
  pen.quadraticCurveTo(44, 130, 39, 118);
  pen.lineTo(37, 60);
  pen.closePath();
  pen.fill();
}

function drawEars(pen: SKRSContext2D, look: Look, turn: number): void {
  for (const side of [-1, 1]) {
    const shown = 1 - Math.max(0, turn * side) * 0.9;
    pen.fillStyle = look.skinShade;
    pen.beginPath();
    pen.ellipse(side * look.width * 0.99, 4, 15 * shown, 24, side * 0.12, 0, Math.PI * 2);
    pen.fill();
    pen.strokeStyle = darker(look.skinShade, 0.85);
    pen.lineWidth = 3;
    pen.beginPath();
    pen.ellipse(side * look.width * 1.01, 4, 7 * shown, 14, side * 0.12, -1.4, 1.4);
    pen.stroke();
  }
}

function drawCheeks(pen: SKRSContext2D, look: Look): void {
  for (const side of [-1, 1]) {
    const glow = pen.createRadialGradient(side * 40, 36, 0, side * 40, 36, 24);
    glow.addColorStop(0, fade(look.lips, 0.3));
    glow.addColorStop(1, fade(look.lips, 0));
    pen.fillStyle = glow;
    pen.beginPath();
    pen.arc(side * 40, 36, 24, 0, Math.PI * 2);
    pen.fill();
    if (!look.freckles) continue;
    pen.fillStyle = fade(look.skinShade, 0.95);
    for (const [x, y] of [
      [-9, -6],
      [0, -2],
      [9, -7],
      [-5, 5],
      [6, 6],
    ] as const) {
      pen.beginPath();
      pen.arc(side * 36 + x, 30 + y, 2.2, 0, Math.PI * 2);
      pen.fill();
    }
  }
}

function drawEye(pen: SKRSContext2D, look: Look, side: number, turn: number): void {
  pen.save();
  pen.translate(side * 31, -4);
  pen.scale(1 - Math.max(0, side * turn) * 0.3, 1);
  pen.beginPath();
  pen.moveTo(-17, 2);
  pen.quadraticCurveTo(0, -17, 17, 2);
  pen.quadraticCurveTo(0, 13, -17, 2);
  pen.closePath();
  pen.fillStyle = '#fffdf9';
  pen.fill();
  pen.save();
  pen.clip();
  const iris = pen.createRadialGradient(turn * 5, -1, 1, turn * 5, -1, 9.5);
  iris.addColorStop(0, darker(look.eyes, 1.25));
  iris.addColorStop(1, darker(look.eyes, 0.7));
  pen.fillStyle = iris;
  circle(pen, turn * 5, -1, 9.5);
  pen.fillStyle = '#17110d';
  circle(pen, turn * 5, -1, 4.6);
  pen.fillStyle = 'rgba(255,255,255,.95)';
  circle(pen, turn * 5 - 3, -4.4, 2.5);
  pen.restore();
  pen.strokeStyle = '#3a2a21';
  pen.lineWidth = look.lashes ? 4 : 3;
  pen.beginPath();
  pen.moveTo(-18, 2);
  pen.quadraticCurveTo(0, -17.5, 18, 2);
  if (look.lashes) {
    pen.moveTo(side * 18, 2);
    pen.lineTo(side * 23, -4);
  }
  pen.stroke();
  pen.strokeStyle = look.brows;
  pen.lineWidth = look.lashes ? 5.5 : 7.5;
  pen.beginPath();
  pen.moveTo(-side * 18, -24);
  pen.quadraticCurveTo(side * 4, -35, side * 22, -24);
  pen.stroke();
  pen.restore();
}

function drawNose(pen: SKRSContext2D, look: Look, turn: number): void {
  pen.strokeStyle = darker(look.skinShade, 0.84);
  pen.lineWidth = 4;
  pen.beginPath();
  pen.moveTo(4 + turn * 14, 8);
  pen.quadraticCurveTo(13 + turn * 24, 30, 7 + turn * 16, 34);
  pen.quadraticCurveTo(0, 39, -9 + turn * 10, 33);
  pen.stroke();
}

function drawMouth(pen: SKRSContext2D, look: Look, smile: NonNullable<Pose['smile']>): void {
  pen.strokeStyle = look.lips;
  pen.lineWidth = 6;
  const bend = smile === 'none' ? 2 : 13;
  if (smile !== 'open') {
    pen.beginPath();
    pen.moveTo(-24, 59);
    pen.quadraticCurveTo(0, 59 + bend, 24, 59);
    pen.stroke();
    pen.strokeStyle = fade(look.lips, 0.45);
    pen.lineWidth = 4;
    pen.beginPath();
    pen.moveTo(-9, 74);
    pen.quadraticCurveTo(0, 77, 9, 74);
    pen.stroke();
    return;
  }
  pen.beginPath();
  pen.moveTo(-27, 56);
  pen.quadraticCurveTo(0, 64, 27, 56);
  pen.quadraticCurveTo(18, 80, 0, 80);
  pen.quadraticCurveTo(-18, 80, -27, 56);
  pen.closePath();
  pen.fillStyle = '#fffaf4';
  pen.fill();
  pen.stroke();
}

/** A trimmed beard along the jaw, with room for the mouth. */
function drawBeard(pen: SKRSContext2D, look: Look, colour: string, turn: number): void {
  pen.save();
  headPath(pen, look);
  pen.clip();
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(-look.width * 1.1, 10);
  pen.bezierCurveTo(-look.width * 0.86, 50, -46, 46, -26, 48);
  pen.quadraticCurveTo(0, 40, 26, 48);
  pen.bezierCurveTo(46, 46, look.width * 0.86, 50, look.width * 1.1, 10);
  pen.lineTo(look.width * 1.1, 120);
  pen.lineTo(-look.width * 1.1, 120);
  pen.closePath();
  pen.fill();
  pen.fillStyle = look.skin;
  pen.beginPath();
  pen.ellipse(turn * 26, 64, 30, 13, 0, 0, Math.PI * 2);
  pen.fill();
  pen.restore();
}

function drawGlasses(pen: SKRSContext2D): void {
  pen.strokeStyle = '#22262e';
  pen.lineWidth = 4.5;
  pen.fillStyle = 'rgba(255,255,255,.14)';
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.roundRect(side * 32 - 25, -22, 50, 40, 16);
    pen.fill();
    pen.stroke();
  }
  pen.beginPath();
  pen.moveTo(-7, -4);
  pen.quadraticCurveTo(0, -9, 7, -4);
  pen.moveTo(-57, -6);
  pen.lineTo(-70, -10);
  pen.moveTo(57, -6);
  pen.lineTo(70, -10);
  pen.stroke();
}

function circle(pen: SKRSContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

/** A `#rrggbb` colour with its channels multiplied; above 1 it gets lighter. */
export function darker(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((at) =>
    Math.min(255, Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * factor)),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** A `#rrggbb` colour with an opacity. */
export function fade(colour: string, opacity: number): string {
  return (
    colour +
    Math.round(opacity * 255)
      .toString(16)
      .padStart(2, '0')
  );
}
