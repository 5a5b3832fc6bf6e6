import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { imageUrl } from '@/api/calls';
import type { JobImage } from '@/api/types';
import { pinchOf } from '@/ui/zoom/pinch';
import { useZoom } from '@/ui/zoom/useZoom';
import type { Point } from '@/ui/zoom/view';
import styles from './Picture.module.css';

interface Props {
  image: JobImage;
  title: string;
  /** A finger that moves the whole picture aside asks for the next one. */
  onSwipe: (by: 1 | -1) => void;
}

/** Shorter than this a touch is a tap or a wobble. */
const SWIPE = 48;

/**
 * The picture as a whole, or as near as one likes: by the wheel, two fingers, a double click or the button. The thumbnail, which
 * the feed has loaded already, stands there until the large picture is.
 */
export function Picture({ image, title, onSwipe }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const size = { width: image.width ?? 1024, height: image.height ?? 1024 };
  const zoom = useZoom(box, size);
  const fingers = useRef(new Map<number, Point>());
  const start = useRef<Point | null>(null);
  const { view, isFit } = zoom;

  const pointOf = (event: { clientX: number; clientY: number }): Point => {
    const bounds = box.current?.getBoundingClientRect();
    return { x: event.clientX - (bounds?.x ?? 0), y: event.clientY - (bounds?.y ?? 0) };
  };
  const onPointerDown = (event: PointerEvent): void => {
    const point = pointOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, point);
    start.current = fingers.current.size === 1 && isFit && event.pointerType !== 'mouse' ? point : null;
  };
  const onPointerMove = (event: PointerEvent): void => {
    const before = fingers.current.get(event.pointerId);
    if (before === undefined) return;
    const point = pointOf(event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, point);
    if (other === undefined) return zoom.by({ x: point.x - before.x, y: point.y - before.y });
    const [from, to] = [pinchOf(before, other), pinchOf(point, other)];
    const delta = { x: to.middle.x - from.middle.x, y: to.middle.y - from.middle.y };
    zoom.pinch(to.distance / Math.max(from.distance, 1), from.middle, delta);
  };
  const onPointerUp = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    const moved = start.current === null ? 0 : pointOf(event).x - start.current.x;
    start.current = null;
    if (Math.abs(moved) > SWIPE) onSwipe(moved < 0 ? 1 : -1);
  };

  return (
    <>
      <div
        ref={box}
        className={styles.frame}
        data-zoomed={!isFit}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={event => (isFit ? zoom.to(Math.max(1, view.scale * 2), pointOf(event)) : zoom.fit())}
      >
        <img
          className={styles.picture}
          src={imageUrl(image.id, 'original')}
          alt={title}
          draggable={false}
          style={{
            left: view.x,
            top: view.y,
            width: size.width * view.scale,
            height: size.height * view.scale,
            backgroundImage: `url("${imageUrl(image.id, 'thumbnail')}")`,
          }}
        />
      </div>
      <button
        type="button"
        className={styles.zoom}
        aria-label={t('lightbox.zoom', { percent: Math.round(view.scale * 100) })}
        title={t(isFit ? 'lightbox.fullSize' : 'lightbox.fit')}
        onClick={() => (isFit ? zoom.to(1) : zoom.fit())}
      >
        {Math.round(view.scale * 100)}%
      </button>
    </>
  );
}
