import { apiLanguage } from './client';
import type { Job } from './types';

export type StreamState = 'connecting' | 'open' | 'down';

export interface StreamHandlers {
  onJob: (job: Job) => void;
  /** The server can not replay what was missed: read everything again. */
  onReset: () => void;
  onState: (state: StreamState) => void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * The live events of all my jobs. EventSource reconnects by itself after a broken connection but gives up for good
 * after an HTTP error (a gateway that restarts answers 502), so it is opened again here, with growing pauses.
 */
export function openEvents(handlers: StreamHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT;

  const connect = (): void => {
    clearTimeout(timer);
    source?.close();
    handlers.onState('connecting');
    source = new EventSource(`/api/v1/events?lang=${encodeURIComponent(apiLanguage())}`);
    source.addEventListener('open', () => {
      wait = FIRST_WAIT;
      handlers.onState('open');
    });
    source.addEventListener('error', () => {
      handlers.onState('down');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
    source.addEventListener('reset', handlers.onReset);
    for (const name of ['message', 'job']) {
      source.addEventListener(name, event => {
        const job = readJob((event as MessageEvent<string>).data);
        if (job !== null) handlers.onJob(job);
      });
    }
  };

  const onOnline = (): void => {
    wait = FIRST_WAIT;
    connect();
  };
  const onOffline = (): void => handlers.onState('down');

  connect();
  window.addEventListener('online', onOnline);
  window.addEventListener('offline', onOffline);
  return () => {
    clearTimeout(timer);
    source?.close();
    window.removeEventListener('online', onOnline);
    window.removeEventListener('offline', onOffline);
  };
}

/** An event that can not be read is skipped: the next fetch brings what it said. */
export function readJob(data: string): Job | null {
  try {
    const value = JSON.parse(data) as Partial<Job>;
    return typeof value.id === 'string' && typeof value.version === 'number' ? (value as Job) : null;
  } catch {
    return null;
  }
}
