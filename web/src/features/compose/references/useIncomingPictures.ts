import { useEffect, useEffectEvent, useState } from 'react';
import { addReference } from '@/domain/draft/store';
import { PICTURE_TYPE } from '@/domain/references/dragTypes';
import type { Reference } from '@/domain/references/reference';
import { addFiles } from '@/domain/draft/uploads';

/** Takes pictures that are pasted or dropped anywhere on the page; answers whether one is being dragged over it. */
export function useIncomingPictures(): boolean {
  const [over, setOver] = useState(false);

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const pictures = picturesOf(event.clipboardData);
    if (pictures.length === 0 || isBehindDialog()) return;
    event.preventDefault();
    addFiles(pictures);
  });
  const onDragOver = useEffectEvent((event: DragEvent) => {
    if (!mayHold(event.dataTransfer) || isBehindDialog()) return;
    event.preventDefault();
    setOver(true);
  });
  const onDragLeave = useEffectEvent((event: DragEvent) => {
    // Leaving one element for another inside of the page names that other.
    if (event.relatedTarget === null) setOver(false);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (event.dataTransfer === null || !mayHold(event.dataTransfer) || isBehindDialog()) return;
    // Without this the browser would open the file and leave the page.
    event.preventDefault();
    // A picture of our own also comes as a file, which need not be sent again.
    const own = event.dataTransfer.getData(PICTURE_TYPE);
    if (own !== '') addReference(JSON.parse(own) as Reference);
    else addFiles([...event.dataTransfer.files]);
  });

  useEffect(() => {
    const listeners = { paste: onPaste, dragover: onDragOver, dragleave: onDragLeave, drop: onDrop };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  return over;
}

const picturesOf = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(file => file.type.startsWith('image/'));

const mayHold = (data: DataTransfer | null): boolean =>
  data !== null && (data.types.includes('Files') || data.types.includes(PICTURE_TYPE));

/** The lightbox and the mask editor are not the place for another picture. */
const isBehindDialog = (): boolean => document.querySelector('dialog[open]') !== null;
