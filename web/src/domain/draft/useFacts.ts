import { useEffect } from 'react';
import { getImage, getUpload } from '@/api/calls';
import { changeReference } from './store';
import { isLink, type Reference } from '@/domain/references/reference';

/** Asks for the size of a picture that is only known by its name, so that it can be checked before it is sent. */
export function useFacts({ id, width }: Reference): void {
  const isUnknown = width === null && !isLink(id);
  useEffect(() => {
    if (!isUnknown) return;
    const stop = new AbortController();
    const facts = id.startsWith('upl_') ? getUpload(id, stop.signal) : getImage(id, stop.signal);
    facts
      .then(({ width, height }) => changeReference(id, { width: width ?? null, height: height ?? null }))
      // Then the server checks it alone, when it is sent.
      .catch(() => undefined);
    return () => stop.abort();
  }, [id, isUnknown]);
}
