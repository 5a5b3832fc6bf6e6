import { apiLanguage } from './client';
import { ApiProblem, Unreachable } from './problem';
import type { Upload, UploadPurpose } from './types';

const PATH = '/api/v1/uploads';

/** The bytes as the server keeps them. */
export const uploadUrl = (id: string): string => `${PATH}/${encodeURIComponent(id)}/content`;

interface Watch {
  /** 0 to 1, of the bytes that have gone out. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends one picture. Not by fetch, which can not tell how much of a body has gone out.
 *
 * @throws ApiProblem where the server refused, Unreachable where no readable answer came or it was given up.
 */
export function uploadPicture(
  picture: Blob,
  purpose: UploadPurpose,
  { onProgress, signal }: Watch = {},
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${PATH}?purpose=${purpose}`);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', picture.type);
    request.setRequestHeader('Accept-Language', apiLanguage());
    request.upload.onprogress = event => onProgress?.(event.total === 0 ? 0 : event.loaded / event.total);
    request.onload = () => {
      const body = request.response as object | null;
      if (request.status === 201 && body !== null) resolve(body as Upload);
      else if (request.status === 201) reject(new Unreachable('The answer is no JSON'));
      else reject(new ApiProblem(request.status, body ?? {}));
    };
    request.onerror = () => reject(new Unreachable('The connection broke'));
    request.onabort = () => reject(new Unreachable('Given up'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(picture);
  });
}
