import { create } from 'zustand';
import { ApiProblem } from '@/api/problem';
import { uploadPicture } from '@/api/uploads';
import { addReference } from './store';
import { referenceOf } from '@/domain/references/reference';

/** The server's own limits; a model may take less, which is said when it is chosen. */
export const MAX_BYTES = 10 * 1024 * 1024;
export const TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

export interface UploadProblem {
  kind: 'type' | 'bytes' | 'unreachable' | 'refused';
  /** The server's code and words where it refused. */
  code: string | null;
  message: string | null;
  retryable: boolean;
}

/** A picture on its way, or one that did not arrive. */
export interface PendingUpload {
  key: number;
  file: File;
  /** An object URL. */
  preview: string;
  /** 0 to 1. */
  progress: number;
  problem: UploadProblem | null;
}

interface UploadsState {
  pending: readonly PendingUpload[];
  /** The one that is on its way: one at a time. */
  sending: { key: number; abort: AbortController } | null;
}

export const useUploads = create<UploadsState>(() => ({ pending: [], sending: null }));

/** Names them; a name is never used again. */
let keys = 0;

/** Sends them one after the other: they arrive in the order in which they were chosen. */
export function addFiles(files: readonly File[]): void {
  const added = files.map(file => ({
    key: ++keys,
    file,
    preview: URL.createObjectURL(file),
    progress: 0,
    problem: problemOf(file),
  }));
  useUploads.setState(({ pending }) => ({ pending: [...pending, ...added] }));
  void sendNext();
}

export function retryUpload(key: number): void {
  patch(key, { problem: null, progress: 0 });
  void sendNext();
}

export function dropUpload(key: number): void {
  const dropped = find(key);
  if (dropped === undefined) return;
  URL.revokeObjectURL(dropped.preview);
  useUploads.setState(({ pending }) => ({ pending: pending.filter(each => each.key !== key) }));
  const { sending } = useUploads.getState();
  if (sending?.key === key) sending.abort.abort();
}

/** What does not need the server to be seen; it never leaves this computer. */
export function problemOf(file: Pick<File, 'type' | 'size'>): UploadProblem | null {
  const refused = (kind: UploadProblem['kind']) => ({ kind, code: null, message: null, retryable: false });
  if (!TYPES.includes(file.type)) return refused('type');
  return file.size > MAX_BYTES ? refused('bytes') : null;
}

async function sendNext(): Promise<void> {
  const { pending, sending } = useUploads.getState();
  const next = pending.find(each => each.problem === null);
  if (sending !== null || next === undefined) return;
  const { key, file } = next;
  const abort = new AbortController();
  useUploads.setState({ sending: { key, abort } });
  try {
    const onProgress = (progress: number): void => patch(key, { progress });
    const upload = await uploadPicture(file, 'reference', { onProgress, signal: abort.signal });
    if (find(key) !== undefined) addReference(referenceOf(upload));
    dropUpload(key);
  } catch (error) {
    patch(key, { problem: failureOf(error) });
  } finally {
    useUploads.setState({ sending: null });
  }
  void sendNext();
}

/** Why an upload failed. */
export const failureOf = (error: unknown): UploadProblem =>
  error instanceof ApiProblem
    ? { kind: 'refused', code: error.code, message: error.message, retryable: error.retryable }
    : { kind: 'unreachable', code: null, message: null, retryable: true };

const find = (key: number): PendingUpload | undefined => useUploads.getState().pending.find(each => each.key === key);

const patch = (key: number, change: Partial<PendingUpload>): void =>
  useUploads.setState(({ pending }) => ({
    pending: pending.map(each => (each.key === key ? { ...each, ...change } : each)),
  }));
