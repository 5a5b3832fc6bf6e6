import { useEffect, useEffectEvent } from 'react';

interface Keys {
  onErase: (erase: boolean) => void;
  /** The brush, by a factor. */
  onSize: (factor: number) => void;
  onInvert: () => void;
  onUndo: () => void;
  onRedo: () => void;
  /** The picture, by a factor. */
  onZoom: (factor: number) => void;
  onFit: () => void;
}

const STEP = 1.25;

/** As in other programs that paint. Escape is not here: the dialog itself hears it. */
export function useMaskKeys({ onErase, onSize, onInvert, onUndo, onRedo, onZoom, onFit }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement || event.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const plain: Record<string, () => void> = {
      b: () => onErase(false),
      e: () => onErase(true),
      i: onInvert,
      '[': () => onSize(1 / STEP),
      ']': () => onSize(STEP),
      '+': () => onZoom(STEP),
      '=': () => onZoom(STEP),
      '-': () => onZoom(1 / STEP),
      '0': onFit,
    };
    const withControl: Record<string, () => void> = { z: event.shiftKey ? onRedo : onUndo, y: onRedo };
    const action = (control ? withControl : plain)[event.key.toLowerCase()];
    if (action === undefined || event.altKey) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
