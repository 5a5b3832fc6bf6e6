import { uploadUrl } from '@/api/uploads';

/** The mask as the server wants it: white is painted anew, black is kept; as large as the picture. */
export function maskPng(painted: HTMLCanvasElement): Promise<Blob> {
  const { width, height } = painted;
  const context = contextOf(width, height);
  context.drawImage(painted, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  return new Promise((resolve, reject) =>
    context.canvas.toBlob(
      blob => (blob === null ? reject(new Error('No PNG could be made')) : resolve(blob)),
      'image/png',
    ),
  );
}

/** How much of the picture is painted, 0 to 1; measured on a small copy. */
export function shareOf(painted: HTMLCanvasElement): number {
  const width = 160;
  const height = Math.max(Math.round((width * painted.height) / painted.width), 1);
  const context = contextOf(width, height);
  context.drawImage(painted, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  let sum = 0;
  for (let i = 3; i < data.length; i += 4) sum += data[i] ?? 0;
  return sum / 255 / (width * height);
}

/** An earlier mask with what is white in it opaque and the rest transparent. */
export async function loadMask(id: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = uploadUrl(id);
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = contextOf(width, height);
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, width, height);
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data[i + 3] = pixels.data[i] ?? 0;
  context.putImageData(pixels, 0, 0);
  return context.canvas;
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  return context;
}
