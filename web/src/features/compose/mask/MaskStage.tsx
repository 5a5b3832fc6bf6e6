import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFingers } from '@/ui/zoom/useFingers';
import type { Zoom } from '@/ui/zoom/useZoom';
import { type Extent, type Point, toPicture } from '@/ui/zoom/view';
import styles from './MaskStage.module.css';
import type { MaskPainting } from './useMask';

export interface Brush {
  /** Diameter in pixels of the picture. */
  size: number;
  erase: boolean;
}

interface Props {
  box: RefObject<HTMLButtonElement | null>;
  url: string;
  size: Extent | null;
  onSize: (size: Extent) => void;
  onBroken: () => void;
  zoom: Zoom;
  brush: Brush;
  painting: MaskPainting;
  hidden: boolean;
}

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * The picture under its mask. One finger or the pointer paints, two fingers or the middle button move it; with the keyboard the
 * arrows move the brush and Enter or the space bar paints.
 */
export function MaskStage({ box, url, size, onSize, onBroken, zoom, brush, painting, hidden }: Props) {
  const { t } = useTranslation();
  /** Where the brush is, in pixels of the picture. */
  const [cursor, setCursor] = useState<Point | null>(null);
  const fingers = useFingers(zoom);
  const stroke = useRef<Point[] | null>(null);
  const { view } = zoom;
  const { canvas } = painting;

  const pointOf = (event: PointerEvent): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.x, y: event.clientY - bounds.y };
  };

  const onPointerDown = (event: PointerEvent): void => {
    const point = pointOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    // A second finger turns a stroke into a gesture: what it has begun is not kept.
    if (fingers.down(event.pointerId, point) > 1) return dropStroke();
    if (event.button !== 0) return;
    stroke.current = [toPicture(view, point)];
    painting.drawTo(stroke.current, brush.size, brush.erase);
  };

  const onPointerMove = (event: PointerEvent): void => {
    const point = pointOf(event);
    setCursor(event.pointerType === 'touch' ? null : toPicture(view, point));
    const by = fingers.move(event.pointerId, point);
    if (by === null) return;
    if (stroke.current !== null) {
      stroke.current.push(toPicture(view, point));
      painting.drawTo(stroke.current, brush.size, brush.erase);
    } else if (event.buttons !== 0) {
      zoom.by(by);
    }
  };

  const onPointerUp = (event: PointerEvent): void => {
    fingers.up(event.pointerId);
    if (stroke.current !== null) painting.mark({ kind: 'stroke', ...brush, points: stroke.current });
    stroke.current = null;
  };

  const dropStroke = (): void => {
    stroke.current = null;
    painting.repaint();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (size === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = cursor ?? { x: size.width / 2, y: size.height / 2 };
    const step = STEPS[event.key];
    const paints = event.key === 'Enter' || event.key === ' ';
    if (step === undefined && !paints) return;
    event.preventDefault();
    const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
    const far = brush.size / 2;
    const to = {
      x: within(from.x + (step?.x ?? 0) * far, size.width),
      y: within(from.y + (step?.y ?? 0) * far, size.height),
    };
    setCursor(to);
    if (paints || event.shiftKey) painting.mark({ kind: 'stroke', ...brush, points: [from, to] });
  };

  const place = {
    left: view.x,
    top: view.y,
    width: (size?.width ?? 0) * view.scale,
    height: (size?.height ?? 0) * view.scale,
  };
  const ring = brush.size * view.scale;
  return (
    <button
      ref={box}
      type="button"
      className={styles.stage}
      aria-label={t('mask.canvas')}
      aria-roledescription={t('mask.canvasKind')}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onPointerLeave={() => setCursor(null)}
      onKeyDown={onKeyDown}
    >
      <img
        src={url}
        alt=""
        className={styles.picture}
        style={place}
        draggable={false}
        onLoad={event => onSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
        onError={onBroken}
      />
      {size !== null && (
        <span className={styles.mask} style={place} hidden={hidden}>
          <canvas ref={canvas} width={size.width} height={size.height} />
        </span>
      )}
      {cursor !== null && !hidden && (
        <span
          className={styles.cursor}
          style={{
            left: view.x + cursor.x * view.scale - ring / 2,
            top: view.y + cursor.y * view.scale - ring / 2,
            width: ring,
            height: ring,
          }}
        />
      )}
    </button>
  );
}
