import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Upload, UploadPurpose } from '@/api/types';

interface Kept {
  facts: Upload;
  bytes: Buffer;
}

/** Keeps PNG pictures as they come. */
export class FakeUploads {
  readonly kept: Kept[] = [];
  /** While it is set no upload is answered. */
  held: Promise<void> | null = null;

  add(bytes: Buffer, purpose: UploadPurpose = 'reference'): Upload {
    const id = `upl_${this.kept.length + 1}`;
    const facts: Upload = {
      id,
      purpose,
      // As a PNG says it in its first chunk.
      width: bytes.readUInt32BE(16),
      height: bytes.readUInt32BE(20),
      content_type: 'image/png',
      bytes: bytes.length,
      sha256: '',
      url: `/api/v1/uploads/${id}/content`,
      created_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    };
    this.kept.push({ facts, bytes });
    return facts;
  }

  answer(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    if (request.method === 'POST') return void this.create(url.searchParams.get('purpose'), body, response);
    const [, id, content] = /uploads\/([^/]+)(\/content)?/.exec(url.pathname) ?? [];
    const found = this.kept.find(each => each.facts.id === id);
    if (found === undefined) return answer(response, 404, { code: 'upload_not_found', detail: 'There is none' });
    if (content === undefined) return answer(response, 200, found.facts);
    response.writeHead(200, { 'Content-Type': found.facts.content_type });
    response.end(found.bytes);
  }

  private async create(purpose: string | null, body: Buffer, response: ServerResponse): Promise<void> {
    await this.held;
    answer(response, 201, this.add(body, purpose === 'mask' ? 'mask' : 'reference'));
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(body));
}
