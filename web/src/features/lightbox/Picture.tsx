import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { imageUrl } from '@/api/calls';
import type { JobImage } from '@/api/types';
import { useFingers } from '@/ui/zoom/useFingers';
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
  const fingers = useFingers(zoom);
  const start = useRef<Point | null>(null);
  const { view, isFit } = zoom;

  const pointOf = (event: { clientX: number; clientY: number }): Point => {
    const bounds = box.current?.getBoundingClientRect();
    return { x: event.clientX - (bounds?.x ?? 0), y: event.clientY - (bounds?.y ?? 0) };
  };
  const onPointerDown = (event: PointerEvent): void => {
    const point = pointOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    const count = fingers.down(event.pointerId, point);
    start.current = count === 1 && isFit && event.pointerType !== 'mouse' ? point : null;
  };
  const onPointerMove = (event: PointerEvent): void => {
    const by = fingers.move(event.pointerId, pointOf(event));
    if (by !== null) zoom.by(by);
  };
  const onPointerUp = (event: PointerEvent): void => {
    fingers.up(event.pointerId);
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
