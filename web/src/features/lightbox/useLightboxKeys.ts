import { useEffect, useEffectEvent } from 'react';
import { downloadUrl } from '@/api/calls';
import type { Job, JobImage } from '@/api/types';
import { draftOf } from '@/domain/draft/draftOf';
import { fillDraft } from '@/domain/draft/store';
import { useCopy } from '@/ui/useCopy';

interface Keys {
  job: Job;
  image: JobImage;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}

/** Escape is not here: the dialog itself hears it. */
export function useLightboxKeys({ job, image, onStep, onClose }: Keys): void {
  const { copy } = useCopy();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // With a modifier it is the browser's: Ctrl+D is a bookmark.
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => onStep(-1),
      ArrowRight: () => onStep(1),
      d: () => startDownload(image.id),
      c: () => copy(job.parameters.prompt),
      r: () => {
        onClose();
        fillDraft(draftOf(job));
      },
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function startDownload(imageId: string): void {
  const link = document.createElement('a');
  link.href = downloadUrl(imageId);
  link.download = '';
  link.click();
}
