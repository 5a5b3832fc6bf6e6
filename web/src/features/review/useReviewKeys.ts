import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ListedImage } from '@/api/types';
import { useMe } from '@/domain/account/session';

interface ReviewKeys {
  list: RefObject<HTMLUListElement | null>;
  /** The picture whose rejection is being written. */
  rejecting: string | null;
  reject: (id: string | null) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A approves and R rejects the picture that has the focus, arrows move it; the first key takes the first picture. */
export function useReviewKeys(images: readonly ListedImage[], approve: (image: ListedImage) => void): ReviewKeys {
  const me = useMe();
  const list = useRef<HTMLUListElement>(null);
  const [rejecting, reject] = useState<string | null>(null);
  const cards = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-image]') ?? [])];

  /** Without a decision: the picture has the focus again. */
  const close = (id: string): void => {
    reject(null);
    cards()
      .find(card => card.dataset.image === id)
      ?.focus();
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || images.length === 0) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (target.closest('input, textarea, select, dialog') !== null) {
      if (event.key === 'Escape' && rejecting !== null) close(rejecting);
      return;
    }
    const all = cards();
    const at = all.findIndex(card => card.contains(document.activeElement));
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
      return;
    }
    const key = event.key.toLowerCase();
    if (key !== 'a' && key !== 'r') return;
    event.preventDefault();
    if (at === -1) {
      all[0]?.focus();
      return;
    }
    const image = images.find(({ id }) => id === all[at]?.dataset.image);
    // Nobody decides on their own.
    if (image === undefined || image.owner.user === me?.id) return;
    if (key === 'r') return reject(image.id);
    approve(image);
    // What comes next is next under the keys.
    (all[at + 1] ?? all[at - 1])?.focus();
  });

  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return { list, rejecting, reject };
}
