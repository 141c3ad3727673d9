/** Draws a selfie: a person in a room, framed well or badly. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { drawPerson, type Look, type Pose } from './face.ts';
import { blurred, drawCaption, drawDarkness, drawRoom, drawVignette, type Room } from './photo.ts';

export interface SelfieOptions {
  readonly look: Look;
  readonly pose: Pose;
  readonly room: Room;
  /** Size of the head, 1 is right. */
  readonly zoom?: number;
  /** Where the head is, as shares of width and height. */
  readonly at?: readonly [x: number, y: number];
  readonly effect?: 'blurred' | 'dark' | 'screen' | 'printout' | 'backlight' | 'torn';
  /** Somebody else in the picture. */
  readonly beside?: { readonly look: Look; readonly pose: Pose };
  /** Nobody at all. */
  readonly isEmpty?: boolean;
  readonly caption?: readonly string[];
}

export const selfieWidth = 960;
export const selfieHeight = 1280;

/** The picture, before grain and compression. */
export function drawSelfie(options: SelfieOptions): Canvas {
  const canvas = createCanvas(selfieWidth, selfieHeight);
  const pen = canvas.getContext('2d');
  drawRoom(pen, selfieWidth, selfieHeight, options.room);
  if (options.isEmpty !== true) drawPeople(pen, options);
  drawVignette(pen, selfieWidth, selfieHeight);
  const finished = applyEffect(canvas, options.effect);
  if (options.caption !== undefined) drawCaption(finished.getContext('2d'), selfieWidth, selfieHeight, options.caption);
  return finished;
}

function drawPeople(pen: SKRSContext2D, options: SelfieOptions): void {
  const { zoom = 1, at = [0.5, 0.44] } = options;
  if (options.beside !== undefined) {
    place(pen, 0.74, 0.46, 2.1, () => options.beside && drawPerson(pen, options.beside.look, options.beside.pose));
    place(pen, 0.3, 0.5, 2.3, () => drawPerson(pen, options.look, options.pose));
    return;
  }
  place(pen, at[0], at[1], 3 * zoom, () => drawPerson(pen, options.look, options.pose));
}

function place(pen: SKRSContext2D, x: number, y: number, scale: number, draw: () => void): void {
  pen.save();
  pen.translate(selfieWidth * x, selfieHeight * y);
  pen.scale(scale, scale);
  draw();
  pen.restore();
}

function applyEffect(canvas: Canvas, effect: SelfieOptions['effect']): Canvas {
  const pen = canvas.getContext('2d');
  if (effect === 'blurred') return blurred(canvas, 16);
  if (effect === 'dark') drawDarkness(pen, selfieWidth, selfieHeight);
  if (effect === 'backlight') {
    pen.fillStyle = 'rgba(255,252,240,.72)';
    pen.fillRect(0, 0, selfieWidth, selfieHeight);
  }
  if (effect === 'torn') {
    // Bands shifted sideways, as by a broken sensor.
    const copy = createCanvas(selfieWidth, selfieHeight);
    copy.getContext('2d').drawImage(canvas, 0, 0);
    for (let y = 300; y < 800; y += 36)
      pen.drawImage(copy, 0, y, selfieWidth, 18, y % 5 === 0 ? 70 : -60, y, selfieWidth, 18);
  }
  if (effect === 'screen') return onScreen(canvas);
  if (effect === 'printout') return asPrintout(canvas);
  return canvas;
}

/** A photo of a phone that shows the selfie. */
function onScreen(shown: Canvas): Canvas {
  const canvas = createCanvas(selfieWidth, selfieHeight);
  const pen = canvas.getContext('2d');
  drawRoom(pen, selfieWidth, selfieHeight, 'evening');
  pen.translate(selfieWidth / 2, selfieHeight / 2);
  pen.rotate(-0.06);
  pen.fillStyle = '#14171d';
  pen.beginPath();
  pen.roundRect(-330, -560, 660, 1120, 70);
  pen.fill();
  pen.save();
  pen.beginPath();
  pen.roundRect(-302, -530, 604, 1060, 46);
  pen.clip();
  pen.drawImage(shown, -402, -536, 804, 1072);
  pen.fillStyle = 'rgba(255,255,255,.05)';
  for (let y = -530; y < 530; y += 6) pen.fillRect(-302, y, 604, 2);
  const glare = pen.createLinearGradient(-300, -530, 200, 200);
  glare.addColorStop(0, 'rgba(255,255,255,.5)');
  glare.addColorStop(0.45, 'rgba(255,255,255,0)');
  pen.fillStyle = glare;
  pen.fillRect(-302, -530, 604, 1060);
  pen.restore();
  pen.fillStyle = '#14171d';
  pen.beginPath();
  pen.roundRect(-70, -522, 140, 34, 17);
  pen.fill();
  return canvas;
}

/** A photo of a printed photo. */
function asPrintout(shown: Canvas): Canvas {
  const canvas = createCanvas(selfieWidth, selfieHeight);
  const pen = canvas.getContext('2d');
  drawRoom(pen, selfieWidth, selfieHeight, 'plain');
  pen.translate(selfieWidth / 2, selfieHeight / 2);
  pen.rotate(0.07);
  pen.shadowColor = 'rgba(0,0,0,.4)';
  pen.shadowBlur = 50;
  pen.fillStyle = '#ffffff';
  pen.fillRect(-370, -490, 740, 980);
  pen.shadowColor = 'rgba(0,0,0,0)';
  pen.filter = 'grayscale(0.7)';
  pen.drawImage(shown, -330, -450, 660, 880);
  return canvas;
}
