import { useEffect } from 'react';
import { resendWaiting, resumeSubmits } from './submits';

/** Sends what a reload or a broken connection has interrupted. */
export function useResumedSubmits(): void {
  useEffect(() => {
    resumeSubmits();
    window.addEventListener('online', resendWaiting);
    return () => window.removeEventListener('online', resendWaiting);
  }, []);
}
